package io.passerelle.nodes;

import io.passerelle.network.GatewaySettings;
import io.passerelle.nodes.store.NodeStore;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.HeartConnection;
import io.passerelle.store.NodeIdentity;
import io.passerelle.store.SecretBox;
import io.passerelle.store.StoreFaults;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the others, by way of the database, that this node is there and how it is. It is known
 * before it reads anything that others change, so that from then on they tell it.
 */
@Component
final class NodePresence implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NodePresence.class);
    private static final int BEAT_MILLIS = 2_000;
    private static final int FORGET_EVERY_BEATS = 1_800;

    private final NodeStore store;
    private final Nodes nodes;
    private final NodeIdentity identity;
    private final NodeFacts facts;
    private final SecretBox box;
    private final GatewaySettings gateway;
    private final NodeSettings settings;
    private final HeartConnection connection;
    private final NodeEvents events;
    private volatile NodeState state = NodeState.STARTING;
    private volatile @Nullable ScheduledExecutorService heart;
    private volatile Instant startedAt = Instant.EPOCH;
    private List<?> shortOf = List.of();
    private int beats;
    private boolean twinTold;

    NodePresence(
            NodeStore store,
            Nodes nodes,
            NodeIdentity identity,
            NodeFacts facts,
            SecretBox box,
            GatewaySettings gateway,
            NodeSettings settings,
            HeartConnection connection,
            NodeEvents events,
            ChangeFeed feed) {
        this.store = store;
        this.nodes = nodes;
        this.identity = identity;
        this.facts = facts;
        this.box = box;
        this.gateway = gateway;
        this.settings = settings;
        this.connection = connection;
        this.events = events;
        feed.on("node", nodes::read);
    }

    @Override
    public void start() {
        if (!store.sealsWith(box.fingerprint())) {
            throw new IllegalStateException(
                    "the database's secrets are sealed with another key: copy secret.key from the data"
                            + " folder of a node that uses this database");
        }
        if (store.isNameTaken(identity.id(), gateway.node())) {
            throw new IllegalStateException(
                    "another node of this database is called "
                            + gateway.node()
                            + ": give this one a name of its own with passerelle.gateway.node");
        }
        startedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        state = NodeState.STARTING;
        register();
        store.forgetDrain(identity.id());
        nodes.read();
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("node-heart").factory());
        executor.scheduleWithFixedDelay(
                this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        heart = executor;
    }

    /** Says what has become of this node; later by itself when the database is away. */
    void become(NodeState next) {
        if (next == NodeState.SERVING && state == NodeState.STARTING) {
            events.started(identity.id(), gateway.node(), version());
        }
        state = next;
        ScheduledExecutorService executor = heart;
        if (executor != null) {
            executor.execute(this::tell);
        }
    }

    private void register() {
        store.register(
                new Node(
                        identity.id(),
                        gateway.node(),
                        version(),
                        facts.roles(),
                        gateway.address().getHostAddress(),
                        settings.portalUrl(),
                        state,
                        startedAt,
                        startedAt,
                        0,
                        0,
                        null,
                        "",
                        List.of()));
    }

    private void tell() {
        try {
            connection.run(() -> {
                register();
                nodes.readUnlessBusy();
            });
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void beat() {
        try {
            connection.run(this::beatOnce);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void beatOnce() {
        if (!store.beat(identity.id(), facts.sessions(), facts.connections())) {
            register(); // forgotten while it was away
        }
        tellWhatChanged();
        if (beats++ % FORGET_EVERY_BEATS == 0) {
            int forgotten = store.deleteUnheard((int) Nodes.FORGOTTEN_AFTER.toSeconds());
            if (forgotten > 0) {
                LOG.atInfo().addKeyValue("nodes", forgotten).log("nodes forgotten");
            }
        }
        nodes.readUnlessBusy();
        lookForTwin();
    }

    /**
     * A copy of the data folder is a second node of the same identity: neither hears what the other
     * does, and both give the same addresses out.
     */
    private void lookForTwin() {
        boolean twin =
                nodes.known().stream()
                        .anyMatch(node ->
                                node.id().equals(identity.id())
                                        && !node.startedAt().equals(startedAt));
        if (twin && !twinTold) {
            LOG.atError()
                    .addKeyValue("id", identity.id())
                    .log(
                            "another process has this node's identity: stop it, and remove node.id"
                                    + " from its data folder, which is a copy");
        }
        twinTold = twin;
    }

    private void tellWhatChanged() {
        var pools = facts.shortOf();
        if (!pools.equals(shortOf)) {
            store.shortOf(identity.id(), pools);
            shortOf = pools;
        }
        boolean told =
                nodes.known().stream()
                        .anyMatch(node ->
                                node.id().equals(identity.id())
                                        && node.state() == state
                                        && node.roles().equals(facts.roles()));
        if (!told) {
            register();
        }
    }

    private void failed(RuntimeException why) {
        if (!StoreFaults.isAway(why) && isRunning()) {
            LOG.atError().setCause(why).log("the node could not tell that it is there");
        }
    }

    private static String version() {
        return Objects.requireNonNullElse(
                NodePresence.class.getPackage().getImplementationVersion(), "");
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = heart;
        if (executor == null) {
            return;
        }
        state = NodeState.STOPPED;
        events.stopped(identity.id(), gateway.node());
        executor.execute(this::tell);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heart = null;
    }

    @Override
    public boolean isRunning() {
        return heart != null;
    }

    @Override
    public int getPhase() {
        return ChangeFeed.PHASE - 10; // known before it reads anything
    }
}
