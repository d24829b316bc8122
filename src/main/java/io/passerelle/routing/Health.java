package io.passerelle.routing;

import io.passerelle.connections.AttemptOutcome;
import java.time.Duration;
import java.time.Instant;

/** How a destination is doing on this node: what is shown is what connections follow. */
public sealed interface Health {

    /** Since when it is so. */
    Instant since();

    /** The part of its share a destination gets now, 0 to 1. */
    double fitness(Instant now);

    /** The state's name in metrics and bundle keys ({@code health.<key>}). */
    String key();

    /**
     * It works, or has not been tried.
     *
     * @param tried whether anything ever reached it
     */
    record Up(Instant since, boolean tried) implements Health {
        @Override
        public double fitness(Instant now) {
            return 1;
        }

        @Override
        public String key() {
            return tried ? "up" : "untried";
        }
    }

    /**
     * It failed too often in a row.
     *
     * @param reason the latest failure
     * @param nextTry when it is tried again
     */
    record Down(Instant since, AttemptOutcome reason, Instant nextTry) implements Health {
        @Override
        public double fitness(Instant now) {
            return 0;
        }

        @Override
        public String key() {
            return "down";
        }
    }

    /**
     * It works again and gets its share back little by little.
     *
     * @param reason why it was down
     * @param until when it has its whole share again
     */
    record Returning(Instant since, AttemptOutcome reason, Instant until) implements Health {

        /** Enough to be noticed when it fails again, too little to be overrun. */
        private static final double LEAST = 0.05;

        @Override
        public double fitness(Instant now) {
            double whole = Duration.between(since, until).toNanos();
            double gone = Duration.between(since, now).toNanos();
            return whole <= 0 ? 1 : Math.clamp(gone / whole, LEAST, 1);
        }

        @Override
        public String key() {
            return "returning";
        }
    }
}
