package io.passerelle.sims;

/**
 * What a mobile operator, or who speaks for it, says of a request.
 *
 * @param by an adapter, an operator or a person
 * @param reason why not
 * @param card of a replacement: the new card, as far as the answer names it
 */
public record OperatorAnswer(boolean confirmed, String by, Reason reason, NewCard card) {

    /** It was done. */
    public static OperatorAnswer confirmed(String by, NewCard card) {
        return new OperatorAnswer(true, by, Reason.NONE, card);
    }

    /** It will not be done. */
    public static OperatorAnswer refused(String by, Reason reason) {
        return new OperatorAnswer(false, by, reason, NewCard.UNKNOWN);
    }

    /** What became of an answer. */
    public sealed interface Effect {

        /** It was the answer: the card is where it leads. */
        record Counted() implements Effect {}

        /** There is no such request, or it had its answer. */
        record TooLate() implements Effect {}

        /** It changes nothing yet: the new card is not named, or cannot take the place. */
        record Unusable(Reason reason) implements Effect {}
    }
}
