package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import io.passerelle.nodes.NodeFacts;
import io.passerelle.nodes.Nodes;
import io.passerelle.store.StoreState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The blocks of address pools this node holds (docs/decisions/2026-11-21-two-nodes.md). {@link
 * AddressBlockKeeper} fills it; signing on reads it and waits for nobody.
 */
@Component
final class AddressBlocks implements AddressShares {

    /** How long a pool counts as scarce after it last was. */
    private static final Duration SCARCE_FOR = Duration.ofSeconds(30);

    /**
     * Others take a node's blocks over when it was not heard of for {@link Nodes#FORGOTTEN_AFTER}:
     * a node that cannot say that it lives stops giving addresses out well before.
     */
    private static final Duration HELD_FOR = Nodes.FORGOTTEN_AFTER.minusHours(1);

    private final Nodes nodes;
    private final StoreState database;
    private final Map<Cidr, Long> scarce = new ConcurrentHashMap<>();
    private volatile Map<Cidr, AddressRanges> held = Map.of();

    AddressBlocks(Nodes nodes, StoreState database, NodeFacts facts) {
        this.nodes = nodes;
        this.database = database;
        facts.shortOf(this::scarcePools);
    }

    @Override
    public AddressRanges of(Cidr pool) {
        AddressRanges own = held.get(pool);
        if (nodes.isAlone()) {
            // a pool that was just made is this node's before the database says so
            return own == null ? AddressRanges.whole(pool) : own;
        }
        return own == null || !nodes.wereReadWithin(HELD_FOR) ? AddressRanges.NONE : own;
    }

    @Override
    public void scarce(Cidr pool) {
        scarce.put(pool, System.nanoTime());
    }

    @Override
    public boolean areReportsMissing() {
        return database.isAway() && !nodes.isAlone();
    }

    /** The pools of which hardly any address was free lately. */
    List<Cidr> scarcePools() {
        long now = System.nanoTime();
        scarce.values().removeIf(at -> now - at > SCARCE_FOR.toNanos());
        return scarce.keySet().stream().sorted(Cidr.ORDER).toList();
    }

    void hold(Map<Cidr, AddressRanges> blocks) {
        held = Map.copyOf(blocks);
    }
}
