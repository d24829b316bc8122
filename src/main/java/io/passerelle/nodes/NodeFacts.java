package io.passerelle.nodes;

import io.passerelle.foundation.Cidr;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What other modules tell of this node; they know this one, and not the other way round. */
@Component
public final class NodeFacts {

    private final Set<String> roles = new ConcurrentSkipListSet<>();
    private volatile IntSupplier sessions = () -> 0;
    private volatile IntSupplier connections = () -> 0;
    private volatile Supplier<List<Cidr>> shortOf = List::of;

    /** This node does that, too: {@code radius}, {@code relay}, {@code portal}. */
    public void role(String role) {
        roles.add(role);
    }

    /** Where the number of sessions comes from. */
    public void sessions(IntSupplier count) {
        sessions = count;
    }

    /** Where the number of connections comes from. */
    public void connections(IntSupplier count) {
        connections = count;
    }

    /** Where the pools come from of which hardly any address is left. */
    public void shortOf(Supplier<List<Cidr>> pools) {
        shortOf = pools;
    }

    List<String> roles() {
        return List.copyOf(new TreeSet<>(roles));
    }

    int sessions() {
        return sessions.getAsInt();
    }

    int connections() {
        return connections.getAsInt();
    }

    List<Cidr> shortOf() {
        return shortOf.get();
    }
}
