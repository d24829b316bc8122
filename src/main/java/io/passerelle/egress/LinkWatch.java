package io.passerelle.egress;

import io.passerelle.foundation.LiveTopics;
import io.passerelle.network.Trial;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the links of this node: twice a second whether their ends are there, and as often as each
 * wants by a connection to the server behind it.
 */
final class LinkWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkWatch.class);
    private static final int TICK_MILLIS = 500;
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(3);

    private final Ways ways;
    private final Trial trial;
    private final Supplier<Devices> devices;
    private final InstantSource clock;
    private final LiveTopics.Topic topic;
    private final Consumer<List<NodeLink>> told;
    private final ExecutorService checks =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("link-", 0).factory());
    private final Thread ticker = Thread.ofVirtual().name("links").unstarted(this::run);
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param told is given all links after each look, to tell others what is new; on a thread of
     *     its own, so that it may wait: looks go on meanwhile, and what they see is told after it
     */
    LinkWatch(
            Ways ways,
            Trial trial,
            Supplier<Devices> devices,
            InstantSource clock,
            LiveTopics.Topic topic,
            Consumer<List<NodeLink>> told) {
        this.ways = ways;
        this.trial = trial;
        this.devices = devices;
        this.clock = clock;
        this.topic = topic;
        this.told = told;
    }

    void start() {
        ticker.start();
    }

    @Override
    public void close() {
        closed = true;
        ticker.interrupt();
        checks.shutdownNow();
    }

    private void run() {
        while (!closed) {
            try {
                look();
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("Links could not be looked at");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Looks once. */
    void look() {
        LinkTable table = ways.links();
        if (table == null) {
            return;
        }
        Devices now = devices.get();
        table.links().forEach(link -> look(link, now));
        tell(table.links());
    }

    /** One at a time; what is skipped is seen again at the next look. */
    private void tell(List<NodeLink> links) {
        if (!telling.compareAndSet(false, true)) {
            return;
        }
        try {
            checks.execute(() -> {
                try {
                    told.accept(links);
                } finally {
                    telling.set(false);
                }
            });
        } catch (RejectedExecutionException closing) {
            telling.set(false);
        }
    }

    private void look(NodeLink link, Devices machine) {
        LinkEnd end = link.end();
        if (end == null || !link.link().enabled()) {
            return; // its status says so already
        }
        Instant now = clock.instant();
        Devices.Sight sight = machine.see(end, trial.bindsToDevices());
        if (!sight.state().isUp()) {
            link.tracker().away(now);
            seen(link, sight.state(), sight.detail(), now);
            return;
        }
        LinkCheck due = link.tracker().begin(now);
        if (due != null) {
            checks.execute(() -> check(link, due));
        }
        LinkState verdict = link.tracker().verdict();
        LinkCheck check = link.link().check();
        String server = check == null || verdict.isUp() ? "" : text(check);
        seen(link, verdict, server, now);
    }

    private void check(NodeLink link, LinkCheck check) {
        LinkState outcome = LinkState.CHECK_FAILED;
        try {
            trial.run(check.target(), link.outlet(check.address()), CHECK_TIMEOUT, null);
            outcome = LinkState.UP;
        } catch (SocketTimeoutException e) {
            outcome = LinkState.CHECK_TIMED_OUT;
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            outcome =
                    why.contains("refused")
                            ? LinkState.CHECK_REFUSED
                            : why.contains("timed out")
                                    ? LinkState.CHECK_TIMED_OUT
                                    : LinkState.CHECK_FAILED;
        } finally {
            link.tracker().checked(outcome);
        }
    }

    private void seen(NodeLink link, LinkState state, String detail, Instant now) {
        if (!link.is(state, detail, now)) {
            return;
        }
        topic.changed();
        LOG.atInfo()
                .addKeyValue("link", link.link().name())
                .addKeyValue("state", state)
                .addKeyValue("detail", detail)
                .log("Egress link changed");
    }

    private static String text(LinkCheck check) {
        String host = check.address().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + check.port();
    }
}
