package io.passerelle.simulator.listen;

import io.passerelle.foundation.Addresses;
import io.passerelle.network.GatewaySettings;
import io.passerelle.simulator.Demo;
import io.passerelle.simulator.DemoPlan;
import io.passerelle.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The demo's mobile network, its terminals and their servers. Comes up after every listener and
 * goes before them: when Passerelle stops, the network says so first, and no session stays open
 * behind it.
 */
@Component
final class LivingNetwork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LivingNetwork.class);
    private static final int AUTHENTICATION = 1812;
    private static final int ACCOUNTING = 1813;
    private static final int SIGN_ONS_PER_SECOND = 30;
    private static final int SILENT = 12;
    private static final Duration SILENT_FOR = Duration.ofHours(40);
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final SimulatorSettings settings;
    private final GatewaySettings gateway;
    private final Demo demo;
    private final List<Thread> threads = new ArrayList<>();
    private final List<NetworkAccessServer> accessServers = new ArrayList<>();
    private @Nullable DemoServers servers;
    private volatile boolean running;

    LivingNetwork(SimulatorSettings settings, GatewaySettings gateway, Demo demo) {
        this.settings = settings;
        this.gateway = gateway;
        this.demo = demo;
    }

    @Override
    public void start() {
        running = true;
        Optional<DemoPlan> plan = demo.load();
        if (plan.isEmpty()) {
            return;
        }
        try {
            DemoTls tls = DemoTls.make();
            servers = new DemoServers(settings.serverPort(), tls);
            servers.open();
            openAccessServers(plan.get());
            var roster = new Roster(plan.get());
            populate(roster.entries(settings.terminals()), tls);
            if (demo.isFresh()) {
                remember(roster);
            }
            Thread.ofVirtual().name("simulated-intruder").start(this::intrude);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated network cannot start", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        endTerminals();
        if (servers != null) {
            servers.close();
        }
        for (NetworkAccessServer server : accessServers) {
            signOff(server);
            server.close();
        }
        accessServers.clear();
    }

    private synchronized void endTerminals() {
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void openAccessServers(DemoPlan plan) throws IOException {
        for (DemoPlan.Nas nas : plan.networkAccessServers()) {
            if (nas.simulated()) {
                accessServers.add(
                        new NetworkAccessServer(
                                nas.network().address(),
                                gateway.socket(AUTHENTICATION),
                                gateway.socket(ACCOUNTING),
                                DemoPlan.RADIUS_SECRET));
            }
        }
    }

    private void populate(List<Roster.Entry> entries, DemoTls tls) {
        var surroundings =
                new Terminal.Surroundings(
                        gateway::socket,
                        tls.context().getSocketFactory(),
                        new Pace(SIGN_ONS_PER_SECOND),
                        new Pace(settings.connectionsPerSecond()));
        Thread.ofVirtual()
                .name("simulated-network")
                .start(() -> {
                    // whatever was open when the last run ended is no more
                    accessServers.forEach(LivingNetwork::signOn);
                    wake(entries, surroundings);
                });
    }

    private synchronized void wake(List<Roster.Entry> entries, Terminal.Surroundings surroundings) {
        int next = 0;
        for (Roster.Entry entry : entries) {
            if (!running) {
                return;
            }
            NetworkAccessServer network = accessServers.get(next++ % accessServers.size());
            var terminal =
                    new Terminal(
                            entry.name(), entry.subscriber(), entry.habit(), network, surroundings);
            threads.add(Thread.ofVirtual().name("terminal-" + entry.name()).start(terminal));
        }
    }

    /** The terminals tell their past, and a few that fell silent the day before yesterday. */
    private synchronized void remember(Roster roster) {
        if (settings.terminals() == 0) {
            return; // who wants no terminals counts what their own ones do
        }
        var past = new Past(List.copyOf(accessServers));
        List<Roster.Entry> entries = roster.entries(settings.terminals() + SILENT);
        Instant silence = Instant.now().minus(SILENT_FOR);
        int number = 0;
        for (Roster.Entry entry : entries) {
            boolean isSilent = number >= settings.terminals();
            int turn = number++;
            if (!isSilent && turn % 2 == 1) {
                continue; // half of them are enough for a chart
            }
            threads.add(
                    Thread.ofVirtual()
                            .name("past-" + entry.name())
                            .start(() ->
                                    tell(past, entry, turn, isSilent ? silence : Instant.MAX)));
        }
    }

    private static void tell(Past past, Roster.Entry entry, int number, Instant until) {
        try {
            past.tell(entry, number, until);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a simulated network could not report the past");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Somebody inside the access point who never signed on: no session, no way out.
    private void intrude() {
        var from = new InetSocketAddress(Addresses.of("127.99.99.99"), 0);
        while (running) {
            try (var socket = new java.net.Socket()) {
                Thread.sleep(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(30, 90)));
                socket.bind(from);
                socket.connect(gateway.socket(4001), 2_000);
                socket.setSoTimeout(2_000);
                socket.getInputStream().read();
            } catch (IOException refused) {
                LOG.atTrace().setCause(refused).log("the simulated intruder was refused");
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void signOn(NetworkAccessServer server) {
        try {
            server.on();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the simulated network cannot reach RADIUS");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signOff(NetworkAccessServer server) {
        Thread farewell =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                server.off();
                            } catch (IOException e) {
                                LOG.atDebug().setCause(e).log("nobody heard the good-bye");
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            farewell.join(END_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
