package io.passerelle.sims;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is watched over a card (M2M-11).
 *
 * @param imei the one device that may use it, 14 digits; null for any
 * @param terminationProtected whether its termination is refused until this is lifted
 * @param expiresAt when {@code expiryAction} is asked for by itself; null for never
 * @param expiryDoneAt when it was asked for
 * @param expiryProblem the code of why it could not be asked for the last time, which bundle key
 *     {@code sims.reason.<code>} tells; empty when nothing is wrong
 */
public record SimGuards(
        @Nullable String imei,
        boolean terminationProtected,
        @Nullable Instant expiresAt,
        @Nullable ExpiryAction expiryAction,
        @Nullable Instant expiryDoneAt,
        String expiryProblem) {

    /** Nothing is watched. */
    public static final SimGuards NONE = new SimGuards(null, false, null, null, null, "");

    /** What happens to a card at its date. */
    public enum ExpiryAction {
        SUSPEND(SimAction.SUSPEND),
        TERMINATE(SimAction.TERMINATE);

        private final SimAction action;

        ExpiryAction(SimAction action) {
            this.action = action;
        }

        /** What is asked of the mobile operator. */
        public SimAction action() {
            return action;
        }
    }

    /**
     * A date and what happens then.
     *
     * @param at null takes it away
     */
    public record Expiry(@Nullable Instant at, ExpiryAction action) {}
}
