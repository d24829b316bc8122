package io.passerelle.mail;

import io.passerelle.mail.store.MailStore;
import io.passerelle.mail.store.MailStore.Claimed;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.SecretBox;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes mails out of the outbox as soon as they are in it, and again when they are due, and
 * delivers them; each node has one, and no two take the same mail. A mail whose node died while
 * delivering is tried again: it may arrive twice, with one Message-ID, and never not at all. The
 * log names mails by their number, never by what they say.
 */
@Component
final class Postman implements SmartLifecycle {

    /** How long an attempt may take until another node tries. */
    static final Duration CLAIM = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int LOOK_MILLIS = 1_000;
    private static final int STOP_SECONDS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final MailStore store;
    private final MailTransport transport;
    private final MailSettings settings;
    private final SecretBox box;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile @Nullable ScheduledExecutorService worker;

    Postman(
            MailStore store,
            MailTransport transport,
            MailSettings settings,
            SecretBox box,
            ChangeFeed feed) {
        this.store = store;
        this.transport = transport;
        this.settings = settings;
        this.box = box;
        feed.on("mail", this::soon);
    }

    /** Calls that come before a round has begun are folded into it. */
    private void soon() {
        ScheduledExecutorService executor = worker;
        if (executor == null || wanted.getAndSet(true)) {
            return;
        }
        try {
            executor.execute(this::round);
        } catch (RejectedExecutionException stopped) {
            wanted.set(false); // another node, or the next start, delivers
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("postman").factory());
        executor.scheduleWithFixedDelay(
                this::round, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        worker = executor;
    }

    private void round() {
        wanted.set(false); // before reading: what commits from here on asks for another round
        try {
            while (isRunning() && deliverNext()) {
                // as long as there are more
            }
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e) && isRunning()) {
                LOG.atError().setCause(e).log("mails could not be delivered");
            }
        }
    }

    /**
     * Tries one that is due. More claimed at once would wait for a slow server behind each other
     * until the claim has passed, and another node sent them too.
     *
     * @return false when none is due
     */
    private boolean deliverNext() {
        List<Claimed> due = store.claim(1, CLAIM);
        due.forEach(this::deliver);
        return !due.isEmpty();
    }

    private void deliver(Claimed claimed) {
        Mail mail = claimed.mail();
        if (mail.isTooLateAt(Instant.now())) {
            fail(mail, MailState.EXPIRED, "");
            return;
        }
        switch (attempt(claimed)) {
            case Delivery.Taken taken -> {
                store.finish(mail.id(), MailState.SENT, "");
                LOG.atInfo().addKeyValue("mail", mail.id()).log("a mail was sent");
            }
            case Delivery.Kept kept -> store.finish(mail.id(), MailState.KEPT, "");
            case Delivery.Never never -> fail(mail, MailState.REFUSED, never.reason());
            case Delivery.Later later -> {
                if (isTooOld(mail)) {
                    fail(mail, MailState.GIVEN_UP, later.reason());
                } else {
                    store.later(mail.id(), pause(mail.attempts()), later.reason());
                    LOG.atWarn()
                            .addKeyValue("mail", mail.id())
                            .addKeyValue("attempts", mail.attempts())
                            .log("a mail is tried again later");
                }
            }
        }
    }

    private Delivery attempt(Claimed claimed) {
        String text;
        try {
            text = box.open(claimed.body());
        } catch (RuntimeException e) {
            return new Delivery.Later("the text cannot be opened with this secret.key");
        }
        return transport.deliver(claimed.mail(), text);
    }

    private void fail(Mail mail, MailState state, String reason) {
        store.finish(mail.id(), state, reason);
        LOG.atWarn()
                .addKeyValue("mail", mail.id())
                .addKeyValue("state", state)
                .log("a mail could not be delivered");
    }

    private boolean isTooOld(Mail mail) {
        return mail.createdAt().plus(settings.patience()).isBefore(Instant.now());
    }

    /** Doubles from half a minute to an hour. */
    static Duration pause(int attempts) {
        long factor = 1L << Math.clamp(attempts - 1L, 0, 10);
        Duration pause = FIRST_PAUSE.multipliedBy(factor);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = worker;
        worker = null;
        if (executor != null) {
            executor.shutdown();
            await(executor);
        }
    }

    /** Lets the mail that is being delivered arrive, or it would be sent twice. */
    private static void await(ScheduledExecutorService executor) {
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
