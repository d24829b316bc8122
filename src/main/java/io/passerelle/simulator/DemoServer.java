package io.passerelle.simulator;

import io.passerelle.foundation.Addresses;
import java.net.InetSocketAddress;

/** The servers the demo's routes lead to, each on a loopback address of its own. */
public enum DemoServer {
    ACQUIRER_PARIS(Kind.ACQUIRER, "127.0.20.1"),
    ACQUIRER_LYON(Kind.ACQUIRER, "127.0.20.2"),
    /** Stops listening every now and then, so that health has something to show. */
    ACQUIRER_BREST(Kind.FLAPPING_ACQUIRER, "127.0.20.3"),
    ACQUIRER_SPARE(Kind.ACQUIRER, "127.0.20.4"),
    COLLECTION(Kind.ACQUIRER, "127.0.20.5"),
    READINGS_NORTH(Kind.HTTP, "127.0.21.1"),
    READINGS_SOUTH(Kind.HTTP, "127.0.21.2"),
    HEAT(Kind.HTTPS, "127.0.21.3"),
    BROKER(Kind.MQTT, "127.0.22.1"),
    BROKER_TLS(Kind.MQTTS, "127.0.22.2"),
    /** Accepts and never says a word, as an overloaded server does. */
    SILENT(Kind.SILENT, "127.0.23.1"),
    /** Named in routes instead of numbered: the gateway looks the name up. */
    HEAT_BY_NAME(Kind.HTTPS, "127.0.0.1") {
        @Override
        public String host() {
            return "localhost";
        }
    },
    /** Where a customer's web hook is heard. */
    SUPERVISION(Kind.HTTP, "127.0.24.1"),
    /** Where another is answered that there is no room. */
    OVERLOADED(Kind.BUSY_HTTP, "127.0.24.2");

    private final Kind kind;
    private final String address;

    DemoServer(Kind kind, String address) {
        this.kind = kind;
        this.address = address;
    }

    /** What it speaks. */
    public Kind kind() {
        return kind;
    }

    /** The address, as a route's destination names it. */
    public String host() {
        return address;
    }

    /**
     * Where it listens.
     *
     * @param firstPort the first port of the simulated servers
     */
    public InetSocketAddress socket(int firstPort) {
        return new InetSocketAddress(Addresses.of(address), port(firstPort));
    }

    /** Its port. */
    public int port(int firstPort) {
        return firstPort + ordinal();
    }

    /** What a server speaks. */
    public enum Kind {
        ACQUIRER,
        FLAPPING_ACQUIRER,
        HTTP,
        /** Answers that it has no time. */
        BUSY_HTTP,
        HTTPS,
        MQTT,
        MQTTS,
        SILENT;

        /** Whether the server ends TLS itself. */
        public boolean tls() {
            return this == HTTPS || this == MQTTS;
        }
    }
}
