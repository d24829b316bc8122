package io.passerelle.routing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for the addresses of a name; may wait. */
@FunctionalInterface
public interface NameLookup {

    /**
     * The addresses now, in the order to try them; at least one.
     *
     * @throws UnknownHostException when the name has none, or nobody answers
     */
    List<InetAddress> lookup(String name) throws UnknownHostException;

    /** The machine's own way: hosts file, resolver configuration, DNS. */
    static NameLookup ofTheMachine() {
        return name -> List.of(InetAddress.getAllByName(name));
    }
}
