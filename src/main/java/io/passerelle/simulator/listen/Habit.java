package io.passerelle.simulator.listen;

import io.passerelle.simulator.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a terminal spends its time.
 *
 * @param port the gateway's port, not shifted
 * @param tls whether it speaks TLS through the gateway
 * @param least shortest pause between two connections, in milliseconds
 * @param most longest pause, in milliseconds
 */
record Habit(int port, boolean tls, int least, int most, Talk talk) {

    /** What is said on a connection. */
    @FunctionalInterface
    interface Talk {
        void hold(String name, InputStream in, OutputStream out)
                throws IOException, InterruptedException;
    }

    static Habit of(Profile profile) {
        return switch (profile) {
            case PAYMENT -> new Habit(profile.port(), false, 6_000, 40_000, Talks::payment);
            case METER -> new Habit(profile.port(), false, 15_000, 60_000, Talks::reading);
            case HEAT_METER -> new Habit(profile.port(), true, 15_000, 60_000, Talks::reading);
            case SENSOR -> new Habit(profile.port(), false, 5_000, 30_000, Talks::telemetry);
            case VEHICLE -> new Habit(profile.port(), true, 5_000, 30_000, Talks::telemetry);
            case CAMERA -> new Habit(profile.port(), true, 60_000, 180_000, Talks::reading);
        };
    }

    /** A terminal nobody made a route for. */
    static Habit lost() {
        return new Habit(4005, false, 60_000, 240_000, Talks::question);
    }

    /** A terminal whose server accepts and never answers. */
    static Habit unanswered() {
        return new Habit(4003, false, 60_000, 180_000, Talks::question);
    }

    /** How long it waits until its next connection, in milliseconds. */
    long pause() {
        return ThreadLocalRandom.current().nextLong(least, most);
    }
}
