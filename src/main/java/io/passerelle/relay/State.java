package io.passerelle.relay;

import io.passerelle.connections.EndReason;
import io.passerelle.foundation.HostPort;
import io.passerelle.routing.Route;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The life of a terminal's connection. Each state holds what is known by then; the moves are the
 * order below, and from every state to {@link Ended}.
 */
sealed interface State {

    /** The terminal, once it is known. */
    default @Nullable Terminal terminal() {
        return null;
    }

    /** The route, once it is known. */
    default @Nullable Route route() {
        return null;
    }

    /** The attempts to reach a destination, once there are any. */
    default @Nullable Dial dial() {
        return null;
    }

    /** How far it has come. */
    EndReason.Phase phase();

    /** Taken from the network. */
    record Accepted() implements State {
        @Override
        public EndReason.Phase phase() {
            return EndReason.Phase.ACCEPTED;
        }
    }

    /** Nobody is known at the source address; another node may have opened a session there. */
    record Sought() implements State {
        @Override
        public EndReason.Phase phase() {
            return EndReason.Phase.ACCEPTED;
        }
    }

    /** The source address gave the session, the session the card. */
    record Identified(Terminal terminal) implements State {
        @Override
        public EndReason.Phase phase() {
            return EndReason.Phase.IDENTIFIED;
        }
    }

    /** The card's group has a route on this port. */
    record Routed(Terminal terminal, Route route) implements State {
        @Override
        public EndReason.Phase phase() {
            return EndReason.Phase.IDENTIFIED;
        }
    }

    /** Destinations are tried, one after the other. */
    record Dialling(Terminal terminal, Route route, Dial dial) implements State {
        @Override
        public EndReason.Phase phase() {
            return EndReason.Phase.DIALLING;
        }
    }

    /**
     * One of them answered, and bytes flow.
     *
     * @param destination the one that did
     * @param downBefore since when it had been marked down; null when it had not
     */
    record Relaying(
            Terminal terminal,
            Route route,
            Dial dial,
            int connectMillis,
            HostPort destination,
            @Nullable Instant downBefore)
            implements State {
        @Override
        public EndReason.Phase phase() {
            return EndReason.Phase.RELAYING;
        }
    }

    /** Over. */
    record Ended(State last, EndReason reason) implements State {
        @Override
        public @Nullable Terminal terminal() {
            return last.terminal();
        }

        @Override
        public @Nullable Route route() {
            return last.route();
        }

        @Override
        public @Nullable Dial dial() {
            return last.dial();
        }

        @Override
        public EndReason.Phase phase() {
            return last.phase();
        }
    }
}
