package io.passerelle.operators;

import io.passerelle.sims.NewCard;
import io.passerelle.sims.Reason;
import io.passerelle.sims.SimRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A way to mobile operators (M2M-5). Called on a thread that may wait, by one node at a time. */
interface OperatorAdapter {

    /** Which of the ways. */
    AdapterKind kind();

    /**
     * Takes a request to the operator, or looks what has become of one it already took. May be
     * called twice for the same: the operator must not do it twice.
     */
    Handed hand(SimRequest request, MobileOperator operator);

    /** Whether it asks nobody outside: it never waits, and many are handed to it at once. */
    default boolean isQuick() {
        return false;
    }

    /** What came of it. */
    sealed interface Handed {

        /**
         * The operator has it and will answer.
         *
         * @param reference the operator's own name for it; empty for none
         * @param lookAgain when to look again; null to wait for the answer
         */
        record Taken(String reference, @Nullable Duration lookAgain) implements Handed {}

        /**
         * The operator has answered.
         *
         * @param card of a replacement: the new card, as far as the answer names it
         */
        record Answered(boolean confirmed, Reason reason, NewCard card) implements Handed {}

        /** The operator could not be reached, or not make sense of it. */
        record Failed(Reason reason, boolean forGood) implements Handed {}
    }
}
