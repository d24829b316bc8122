package io.passerelle.diagnosis;

import java.util.List;

/**
 * Something that was found about a terminal.
 *
 * @param code the rule's
 * @param stops whether nothing of the terminal gets through because of it
 * @param title the short of it
 * @param why what it means, with the facts
 * @param todo what to do about it
 * @param evidence the events it is known by, newest first
 */
public record Finding(
        String code,
        Actor actor,
        boolean stops,
        Phrase title,
        Phrase why,
        Phrase todo,
        List<TimelineEvent> evidence) {

    /** Events that are shown: more prove no more. */
    private static final int EVIDENCE_AT_MOST = 5;

    /** Keeps the first few events. */
    public Finding {
        evidence = evidence.stream().limit(EVIDENCE_AT_MOST).toList();
    }

    /** Whether nothing of the card passes here, so that nothing can be said of it. */
    public boolean isUnseen() {
        return code.equals(CardRules.PublicApn.CODE);
    }

    /** The same with the events it is known by. */
    Finding by(List<? extends TimelineEvent> events) {
        return new Finding(code, actor, stops, title, why, todo, List.copyOf(events));
    }

    /** The same with other words for why. */
    Finding because(Phrase other) {
        return new Finding(code, actor, stops, title, other, todo, evidence);
    }
}
