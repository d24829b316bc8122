package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import io.passerelle.nodes.Node;
import io.passerelle.nodes.NodeState;
import io.passerelle.nodes.Nodes;
import io.passerelle.sessions.store.AddressBlockStore;
import io.passerelle.sims.AccessPoints;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.Journal;
import io.passerelle.store.StoreFaults;
import java.net.Inet4Address;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Shares the address pools out among the nodes, ahead of time (as DHCP fail-over does): each takes
 * blocks up to its share, gives up what is beyond it when another node comes, and helps one that
 * has hardly any address left. A block changes hands with the sessions in it: who gives it up has
 * written them all down and promised nothing in it; who takes it has read them before it gives an
 * address out. A node that stops in order gives up what it has; what is still promised stays its
 * own for an hour.
 */
@Component
final class AddressBlockKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AddressBlockKeeper.class);
    private static final long EVERY_SECONDS = 2;
    private static final Duration FIRST_BLOCKS = Duration.ofSeconds(10);
    private static final Duration FLUSH = Duration.ofSeconds(5);

    /**
     * Longer than anything may be promised ({@code passerelle.sessions.promise}), and a restart.
     */
    private static final Duration STOPPED_FOR_GOOD = Duration.ofMinutes(65);

    private final AddressBlockStore store;
    private final AddressBlocks blocks;
    private final SessionRegistry registry;
    private final SessionNews news;
    private final Journal<SessionRecord> journal;
    private final AccessPoints accessPoints;
    private final Nodes nodes;
    private final AtomicBoolean awaited = new AtomicBoolean();
    private volatile @Nullable ScheduledExecutorService keeper;

    AddressBlockKeeper(
            AddressBlockStore store,
            AddressBlocks blocks,
            SessionRegistry registry,
            SessionNews news,
            Journal<SessionRecord> journal,
            AccessPoints accessPoints,
            Nodes nodes,
            ChangeFeed feed) {
        this.store = store;
        this.blocks = blocks;
        this.registry = registry;
        this.news = news;
        this.journal = journal;
        this.accessPoints = accessPoints;
        this.nodes = nodes;
        for (String table : List.of("access_point", "node", "address_block")) {
            feed.on(table, this::soon);
        }
    }

    @Override
    public void start() {
        long end = System.nanoTime() + FIRST_BLOCKS.toNanos();
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("address-blocks").factory());
        keeper = executor;
        try {
            // the others give up what is too much as soon as they see this node
            while (!executor.submit(this::balance).get() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("address pools cannot be shared out", e.getCause());
        }
        executor.scheduleWithFixedDelay(
                this::balanceLogged, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Calls that come before a round has begun are folded into it. */
    private void soon() {
        ScheduledExecutorService executor = keeper;
        if (executor != null && !executor.isShutdown() && !awaited.getAndSet(true)) {
            executor.execute(this::balanceLogged);
        }
    }

    private void balanceLogged() {
        awaited.set(false); // before reading: what commits from here on asks for another round
        try {
            balance();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e) && isRunning()) {
                LOG.atError().setCause(e).log("address pools could not be shared out");
            }
        }
    }

    /** Takes and gives up what is due; true when this node holds a part of every pool. */
    private boolean balance() {
        Map<Cidr, UUID> held = held();
        List<Cidr> pools = pools();
        List<Cidr> wanted = new ArrayList<>();
        List<Cidr> spare = new ArrayList<>();
        for (Cidr pool : pools) {
            plan(pool, held, wanted, spare);
        }
        if (!wanted.isEmpty()) {
            store.take(wanted);
            news.read(); // who gave them up had written down every session in them
            held = store.all();
        }
        boolean complete = hold(pools, own(held), Set.of());
        if (!spare.isEmpty()) {
            giveUp(pools, own(held), spare);
        }
        return complete;
    }

    /** Who holds what, once it is free what nodes held that stopped for good. */
    private Map<Cidr, UUID> held() {
        Map<Cidr, UUID> held = store.all();
        boolean isLeft =
                nodes.known().stream()
                        .anyMatch(node -> isGone(node) && held.containsValue(node.id()));
        return isLeft && store.freeOfStopped(STOPPED_FOR_GOOD.toSeconds()) > 0 ? store.all() : held;
    }

    private void plan(Cidr pool, Map<Cidr, UUID> held, List<Cidr> wanted, List<Cidr> spare) {
        List<Cidr> grid = AddressGrid.of(pool);
        List<Cidr> free = AddressGrid.apartFrom(grid, held.keySet());
        List<Cidr> own =
                own(held).stream().filter(block -> AddressGrid.overlap(block, pool)).toList();
        int sharers =
                Math.max(1, (int) nodes.known().stream().filter(node -> !isGone(node)).count());
        int share = (grid.size() + sharers - 1) / sharers;
        boolean scarceHere = blocks.scarcePools().contains(pool);
        boolean yields = !scarceHere && isScarceElsewhere(pool);
        int due =
                scarceHere ? Math.max(share - own.size(), grid.size() / 8 + 1) : share - own.size();
        if (due > 0 && !(yields && !own.isEmpty())) {
            wanted.addAll(free.subList(0, Math.min(due, free.size())));
        } else if (yields && free.isEmpty()) {
            spare.addAll(last(own, own.size() / 4));
        } else if (due < 0 && free.isEmpty()) {
            spare.addAll(last(own, -due));
        }
    }

    /**
     * Whether another node has hardly any left. What is given up for it is not taken back before it
     * has it; one that died takes nothing.
     */
    private boolean isScarceElsewhere(Cidr pool) {
        return nodes.others().stream()
                .filter(node -> node.state().isAlive())
                .anyMatch(node -> node.shortOf().contains(pool));
    }

    /** Stopped in order, and not to be waited for. */
    private static boolean isGone(Node node) {
        return node.state() == NodeState.STOPPED
                && node.seenAt().isBefore(Instant.now().minus(STOPPED_FOR_GOOD));
    }

    private static List<Cidr> last(List<Cidr> blocks, int count) {
        return blocks.subList(blocks.size() - count, blocks.size());
    }

    /** Nothing is given out of them, nothing is promised in them, all of them is written: then. */
    private void giveUp(List<Cidr> pools, Collection<Cidr> own, List<Cidr> spare) {
        hold(pools, own, new HashSet<>(spare));
        List<Cidr> unpromised = spare.stream().filter(b -> !registry.isPromised(b)).toList();
        List<Cidr> left = new ArrayList<>(own);
        if (!unpromised.isEmpty() && isWritten()) {
            store.giveUp(unpromised);
            left.removeAll(new HashSet<>(unpromised));
            LOG.atInfo().addKeyValue("blocks", unpromised.size()).log("address blocks given up");
        }
        hold(pools, left, Set.of());
    }

    /** Whether everything that was reported until now is in the database. */
    private boolean isWritten() {
        try {
            registry.written().toCompletableFuture().get(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
            return journal.awaitWritten(FLUSH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private boolean hold(List<Cidr> pools, Collection<Cidr> own, Set<Cidr> without) {
        List<Cidr> usable = own.stream().filter(block -> !without.contains(block)).toList();
        Map<Cidr, AddressRanges> ranges = new HashMap<>();
        for (Cidr pool : pools) {
            ranges.put(
                    pool,
                    AddressRanges.of(
                            pool,
                            usable.stream()
                                    .filter(block -> AddressGrid.overlap(block, pool))
                                    .toList()));
        }
        blocks.hold(ranges);
        return ranges.values().stream().noneMatch(AddressRanges.NONE::equals);
    }

    private List<Cidr> own(Map<Cidr, UUID> held) {
        return held.entrySet().stream()
                .filter(entry -> entry.getValue().equals(nodes.self()))
                .map(Map.Entry::getKey)
                .sorted(Cidr.ORDER)
                .toList();
    }

    private List<Cidr> pools() {
        return accessPoints.all().values().stream()
                .flatMap(point -> point.pools().stream())
                .filter(pool -> pool.address() instanceof Inet4Address)
                .distinct()
                .toList();
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = keeper;
        keeper = null;
        if (executor != null) {
            executor.shutdownNow();
            giveBack(executor);
        }
    }

    /** RADIUS has stopped: nothing new is promised. */
    private void giveBack(ScheduledExecutorService executor) {
        try {
            if (executor.awaitTermination(FLUSH.toMillis(), TimeUnit.MILLISECONDS)
                    && !nodes.isAlone()) {
                List<Cidr> own = own(store.all());
                giveUp(pools(), own, own);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                LOG.atError().setCause(e).log("address blocks could not be given back");
            }
        }
    }

    @Override
    public boolean isRunning() {
        return keeper != null;
    }

    @Override
    public int getPhase() {
        return ChangeFeed.PHASE + 110; // after the sessions are taken over, before RADIUS
    }
}
