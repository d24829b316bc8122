package io.passerelle.benchmarks.relay;

import java.util.Locale;

/**
 * What is measured.
 *
 * <p>{@code connections}: how many are open at the same time.
 */
enum Scenario {
    /** Connections that stay, 128 bytes there and back, one after the other. */
    SMALL("small messages", "exchanges/s", 64),
    /** A connection for each exchange: connect, 128 bytes there and back, close. */
    NEW("new connections", "connections/s", 32),
    /** Big answers. */
    BULK("bulk", "MB/s", 8);

    /** The size of a request, and of the answer to a small one, in bytes. */
    static final int MESSAGE = 128;

    /** The size of a big answer, in bytes. */
    static final int BIG = 32 << 20;

    final String title;
    final String unit;
    final int connections;

    Scenario(String title, String unit, int connections) {
        this.title = title;
        this.unit = unit;
        this.connections = connections;
    }

    /** Its name on the command line and in results. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first byte of a request: which answer is wanted. */
    byte kind() {
        return this == BULK ? (byte) 'B' : (byte) 'P';
    }

    /** How long the answer to a request is that begins so. */
    static int answerBytes(byte kind) {
        return kind == 'B' ? BIG : MESSAGE;
    }
}
