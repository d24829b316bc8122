package io.passerelle.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether the database can be used, and since when it cannot. Whoever works with it all the time
 * reports what it meets; the database counts as back when all of them say so. Asking costs nothing.
 */
@Component
public final class StoreState {

    /** The live topic's name: it changes when an outage starts, changes its kind or ends. */
    public static final String TOPIC = "store";

    private static final Logger LOG = LoggerFactory.getLogger(StoreState.class);

    private final Map<String, Outage> failing = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Outage outage;

    /** What does not work. */
    public enum Kind {
        /** It can be read, and takes nothing new: a full disk, a standby, locks. */
        NOT_WRITING,
        /** It does not answer, or not in time. */
        AWAY
    }

    /**
     * A time without the database.
     *
     * @param since when the first failure was met
     * @param reason what the database or the network said; for logs and staff
     */
    public record Outage(Instant since, Kind kind, String reason) {}

    /** One of those who work with the database. */
    public final class Reporter {

        private final String name;

        private Reporter(String name) {
            this.name = name;
        }

        /** It worked, and in time. */
        public void answered() {
            change(name, null);
        }

        /**
         * It did not work.
         *
         * @param reason what the database or the network said
         */
        public void failed(Kind kind, String reason) {
            change(name, new Outage(Instant.now(), kind, reason));
        }
    }

    /** Somebody who will report under that name. */
    public Reporter reporter(String name) {
        return new Reporter(name);
    }

    /** Is called after every change, by whoever met it: it must return at once and never throw. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** What is wrong; empty while the database can be used. */
    public Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    /** Whether nobody can use the database. */
    public boolean isAway() {
        Outage now = outage;
        return now != null && now.kind() == Kind.AWAY;
    }

    private void change(String name, @Nullable Outage met) {
        if (met == null && outage == null) {
            return; // the usual case takes no lock
        }
        synchronized (failing) {
            Outage known = failing.get(name);
            if (met == null) {
                failing.remove(name);
            } else if (known == null || known.kind() != met.kind()) {
                failing.put(name, known == null ? met : since(known.since(), met));
            }
            Outage before = outage;
            outage = worst(before);
            if (kind(before) == kind(outage)) {
                return;
            }
            log(name, before, outage);
        }
        listeners.forEach(Runnable::run);
    }

    private @Nullable Outage worst(@Nullable Outage before) {
        Outage worst = null;
        for (Outage each : failing.values()) {
            worst = worst == null || each.kind().compareTo(worst.kind()) > 0 ? each : worst;
        }
        return worst == null || before == null ? worst : since(before.since(), worst);
    }

    private static Outage since(Instant since, Outage outage) {
        return new Outage(since, outage.kind(), outage.reason());
    }

    private static @Nullable Kind kind(@Nullable Outage outage) {
        return outage == null ? null : outage.kind();
    }

    private static void log(String name, @Nullable Outage before, @Nullable Outage now) {
        if (now == null) {
            Duration lasted =
                    before == null
                            ? Duration.ZERO
                            : Duration.between(before.since(), Instant.now());
            LOG.atInfo().addKeyValue("seconds", lasted.toSeconds()).log("the database is back");
            return;
        }
        LOG.atError()
                .addKeyValue("since", now.since())
                .addKeyValue("by", name)
                .addKeyValue("reason", now.reason())
                .log(
                        now.kind() == Kind.AWAY
                                ? "the database is away"
                                : "the database takes nothing new");
    }
}
