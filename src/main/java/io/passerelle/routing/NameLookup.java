package io.passerelle.routing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the addresses of a name; may wait. */
@FunctionalInterface
public interface NameLookup {

    /**
     * The addresses now, in the order to try them; at least one.
     *
     * @throws UnknownHostException when the name has none, or nobody answers
     */
    Found lookup(String name) throws UnknownHostException;

    /**
     * What was found.
     *
     * @param ttl for how long it may be used (RFC 1035 section 3.2.1); null when nobody said
     */
    record Found(List<InetAddress> addresses, @Nullable Duration ttl) {

        /** Copies. */
        public Found {
            addresses = List.copyOf(addresses);
        }
    }

    /** The machine's own way: hosts file, resolver configuration, DNS; it tells no TTL. */
    static NameLookup ofTheMachine() {
        return name -> new Found(List.of(InetAddress.getAllByName(name)), null);
    }
}
