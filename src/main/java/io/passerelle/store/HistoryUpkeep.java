package io.passerelle.store;

import static io.passerelle.store.db.Tables.ACCOUNT_LINK;
import static io.passerelle.store.db.Tables.AUDIT_ENTRY;
import static io.passerelle.store.db.Tables.CONNECTION_DESTINATION;
import static io.passerelle.store.db.Tables.MAIL;
import static io.passerelle.store.db.Tables.RIGHT_REQUEST;
import static io.passerelle.store.db.Tables.SESSION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes room for what is to come before anything is written, and removes once an hour what is older
 * than {@link HistorySettings} keep. What fails, because the database is away or a long export
 * holds a part, is tried again an hour later: parts are made four weeks ahead.
 */
@Component
public final class HistoryUpkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryUpkeep.class);
    private static final Duration AHEAD = Duration.ofDays(28);
    private static final List<String> IN_PARTS = List.of("connection", "authentication");
    private static final long FIRST_MINUTES = 5;
    private static final long EVERY_MINUTES = 60;
    private static final long SUMMARY_MINUTES = 5;
    private static final List<String> TRAITS = List.of("connection_traits", "connection_link");

    /** A part goes up to a week after its time, and a name is noted once a day. */
    private static final int NAMES_LONGER_DAYS = 9;

    /** An expired link is of no use, but for finding out what happened. */
    private static final Duration LINKS_KEPT = Duration.ofDays(30);

    private final History history;
    private final HistorySettings settings;
    private volatile @Nullable ScheduledExecutorService worker;

    HistoryUpkeep(History history, HistorySettings settings) {
        this.history = history;
        this.settings = settings;
    }

    @Override
    public void start() {
        makeParts(Instant.now());
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("history").factory());
        executor.scheduleWithFixedDelay(
                () -> run(Instant.now()), FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
        executor.scheduleWithFixedDelay(
                this::summarise, SUMMARY_MINUTES, SUMMARY_MINUTES, TimeUnit.MINUTES);
        worker = executor;
    }

    /** Does all there is to do at a moment. */
    void run(Instant now) {
        makeParts(now);
        dropParts("connection", settings.connectionDays(), now);
        dropParts("authentication", settings.authenticationDays(), now);
        Instant names = before(settings.connectionDays(), now);
        delete(
                "connection_destination",
                () ->
                        history.deleteSome(
                                CONNECTION_DESTINATION,
                                DSL.field("ctid"), // of two columns, which are the key
                                CONNECTION_DESTINATION.SEEN_AT,
                                names.minus(Duration.ofDays(NAMES_LONGER_DAYS))));
        Instant sessions = before(settings.sessionDays(), now);
        delete(
                "session",
                () -> history.deleteSome(SESSION, SESSION.ID, SESSION.ENDED_AT, sessions));
        Instant audit = before(settings.auditDays(), now);
        delete(
                "audit_entry",
                () -> history.deleteSome(AUDIT_ENTRY, AUDIT_ENTRY.ID, AUDIT_ENTRY.AT, audit));
        deleteOfPeople(now);
    }

    private void deleteOfPeople(Instant now) {
        Instant mails = before(settings.mailDays(), now);
        delete("mail", () -> history.deleteSome(MAIL, MAIL.ID, MAIL.CREATED_AT, mails));
        Instant requests = before(settings.requestDays(), now);
        delete(
                "right_request",
                () ->
                        history.deleteSome(
                                RIGHT_REQUEST,
                                RIGHT_REQUEST.ID,
                                RIGHT_REQUEST.DECIDED_AT,
                                requests));
        Instant links = now.minus(LINKS_KEPT);
        delete(
                "account_link",
                () ->
                        history.deleteSome(
                                ACCOUNT_LINK, ACCOUNT_LINK.ID, ACCOUNT_LINK.EXPIRES_AT, links));
    }

    private void makeParts(Instant now) {
        for (String table : IN_PARTS) {
            attempt(table, "parts made", () -> history.makeParts(table, now, AHEAD));
        }
    }

    /** Summaries come often and are no news. */
    private void summarise() {
        try {
            TRAITS.forEach(history::summarise);
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("traits could not be summarised");
        }
    }

    private void dropParts(String table, int days, Instant now) {
        attempt(table, "parts dropped", () -> history.dropParts(table, before(days, now)));
    }

    private void delete(String table, IntSupplier some) {
        attempt(
                table,
                "rows deleted",
                () -> {
                    int all = 0;
                    for (int rows = some.getAsInt(); rows > 0; rows = some.getAsInt()) {
                        all += rows;
                    }
                    return all;
                });
    }

    private static void attempt(String table, String what, IntSupplier work) {
        try {
            int count = work.getAsInt();
            if (count > 0) {
                LOG.atInfo().addKeyValue("table", table).addKeyValue("count", count).log(what);
            }
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("table", table)
                    .addKeyValue("reason", e.getMessage())
                    .log("upkeep of the history failed");
        }
    }

    /** 0 days keep everything. */
    private static Instant before(int days, Instant now) {
        return days == 0 ? Instant.EPOCH : now.minus(Duration.ofDays(days));
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = worker;
        worker = null;
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    /** Before the snapshots are read and long before anything listens. */
    @Override
    public int getPhase() {
        return ChangeFeed.PHASE - 10;
    }
}
