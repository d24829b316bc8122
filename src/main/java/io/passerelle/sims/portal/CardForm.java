package io.passerelle.sims.portal;

import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimChange;
import io.passerelle.sims.SimDifferences;
import io.passerelle.sims.SimKind;
import io.passerelle.sims.SimStatus;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A form that changes one card. When somebody else changed the card meanwhile it says what, keeps
 * what was typed, and saves on top of that when one still wants it: so a form hands over only what
 * its person touched.
 */
abstract class CardForm extends FormDialog {

    private final Viewer viewer;
    private final SimCards cards;
    private final Sim shown;
    private Sim present;

    CardForm(String name, String title, Viewer viewer, SimCards cards, Sim sim) {
        super(name, title);
        this.viewer = viewer;
        this.cards = cards;
        this.shown = sim;
        this.present = sim;
    }

    /** The card as the form began with it. */
    final Sim shown() {
        return shown;
    }

    /**
     * What saving changes.
     *
     * @param change only what differs from {@link #shown}
     */
    final void saves(Supplier<SimChange> change) {
        onSave(Texts.text("kit.save"), () -> save(change.get()));
    }

    private void save(SimChange change) {
        try {
            cards.update(viewer, shown.id(), present.version(), change);
        } catch (Conflict somebodyElse) {
            Sim now = cards.get(viewer, shown.id());
            String told = differences(present, now);
            present = now;
            throw Refused.field("", "sim.changed-meanwhile", told);
        }
        Notices.done(text("changed", shown.iccid()));
    }

    /** What is another now, such as {@code Label: “A” → “B”}. */
    static String differences(Sim before, Sim now) {
        List<SimDifferences.Difference> found = SimDifferences.between(before, now);
        return found.isEmpty()
                ? Texts.text("sims.meanwhile.other")
                : found.stream().map(CardForm::told).collect(Collectors.joining("; "));
    }

    private static String told(SimDifferences.Difference difference) {
        return Texts.text(
                "sims.meanwhile.one",
                Texts.text("sims.sims." + difference.field()),
                value(difference.field(), difference.before()),
                value(difference.field(), difference.now()));
    }

    private static String value(String field, String text) {
        if (text.isEmpty()) {
            return "–";
        }
        return switch (field) {
            case "status" -> Texts.text("sims.status", SimStatus.valueOf(text));
            case "kind" -> Texts.text("sims.kind", SimKind.valueOf(text));
            case "terminationProtected" -> Texts.text("sims.protected." + text);
            case "expiryAction" -> Texts.text("sims.expiry." + text);
            default -> text;
        };
    }
}
