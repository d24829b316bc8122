package io.passerelle.sims.portal;

import io.passerelle.foundation.Imei;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import io.passerelle.sims.Reason;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimGuards;
import io.passerelle.sims.SimKind;
import io.passerelle.sims.SimStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/** How facts about cards read. */
@NamedInterface("words")
public final class SimWords {

    private static final int HUES = 6;

    private SimWords() {}

    /**
     * The status, of active cards with what RADIUS says of their session (M2M-2), which says
     * nothing of those that go straight to the Internet (M2M-46).
     */
    public static Cell status(Sim sim) {
        if (sim.status() != SimStatus.ACTIVE) {
            return Cell.badge(Texts.text("sims.status", sim.status()), tone(sim.status()));
        }
        if (!sim.kind().passesHere()) {
            return Cell.badge(Texts.text("sims.status.ACTIVE.public"), Tone.GOOD);
        }
        return sim.sessionId() == null
                ? Cell.badge(Texts.text("sims.status.ACTIVE.closed"), Tone.INFO)
                : Cell.badge(Texts.text("sims.status.ACTIVE.open"), Tone.GOOD);
    }

    private static Tone tone(SimStatus status) {
        return switch (status) {
            case ACTIVE -> Tone.GOOD;
            case ORDERED, ACTIVATABLE, TERMINATED -> Tone.NEUTRAL;
            case ACTIVATION_REQUESTED,
                    SUSPENSION_REQUESTED,
                    REACTIVATION_REQUESTED,
                    IN_REPLACEMENT,
                    TERMINATION_REQUESTED ->
                    Tone.WARN;
            case SUSPENDED -> Tone.BAD;
        };
    }

    /** The mobile operator with its initials on a ground of its own: nobody's trade mark. */
    public static Cell operator(Sim sim) {
        String name = sim.operator();
        if (name.isEmpty()) {
            return Cell.NONE;
        }
        String initials =
                Stream.of(name.split("[\\s-]+"))
                        .filter(word -> !word.isEmpty())
                        .limit(2)
                        .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                        .collect(Collectors.joining())
                        .toUpperCase(Locale.ROOT);
        int hue = Math.floorMod(name.toLowerCase(Locale.ROOT).hashCode(), HUES);
        return Cell.of(name).marked(initials).styled("operator hue-" + hue);
    }

    /** By whose access point it reaches its servers. */
    public static Cell kind(Sim sim) {
        String words = Texts.text("sims.kind", sim.kind());
        return sim.kind().passesHere()
                ? Cell.of(words).styled("muted")
                : Cell.badge(words, Tone.INFO);
    }

    /** Whether it is abroad. */
    public static Cell roaming(Sim sim) {
        return sim.roaming()
                ? Cell.badge(Texts.text("sims.roaming.true"), Tone.WARN)
                : Cell.of(Texts.text("sims.roaming.false")).styled("muted");
    }

    /** A code in the reader's language, and what somebody wrote. */
    static String reason(Reason reason) {
        if (reason.code().isEmpty()) {
            return reason.text();
        }
        String words = Texts.text("sims.reason." + reason.code(), reason.arguments().toArray());
        return (words + " " + reason.text()).strip();
    }

    /** What it has beyond the usual. */
    public static String options(Sim sim) {
        return String.join(", ", sim.options());
    }

    /** An address; empty for none. */
    public static Cell address(@Nullable InetAddress address) {
        return address == null ? Cell.NONE : Cell.mono(address.getHostAddress());
    }

    /** Its tags, one after the other. */
    public static String tags(Sim sim) {
        return String.join(", ", sim.tags());
    }

    /** The device a card is locked to. */
    public static Cell device(Sim sim) {
        String imei = sim.guards().imei();
        return imei == null ? Cell.NONE : Cell.mono(new Imei(imei).full());
    }

    /** The day of a card's expiry and what happens then; near or past ones stand out. */
    public static Cell expiry(Sim sim, Times times) {
        SimGuards guards = sim.guards();
        Instant at = guards.expiresAt();
        if (at == null || guards.expiryAction() == null) {
            return Cell.NONE;
        }
        String words =
                Texts.text(
                        "sims.expiry." + guards.expiryAction() + ".on",
                        times.dayText(times.dayOf(at)));
        if (guards.expiryDoneAt() != null) {
            return Cell.badge(words, Tone.NEUTRAL);
        }
        if (!guards.expiryProblem().isEmpty()) {
            return Cell.badge(words, Tone.BAD).withTooltip(expiryProblem(guards));
        }
        boolean near = at.isBefore(Instant.now().plus(Duration.ofDays(30)));
        return near ? Cell.badge(words, Tone.WARN) : Cell.of(words);
    }

    /** Why what is due could not be asked for; empty when nothing is wrong. */
    public static String expiryProblem(SimGuards guards) {
        return guards.expiryProblem().isEmpty()
                ? ""
                : Texts.text("sims.reason." + guards.expiryProblem());
    }

    static List<Choice> guards() {
        return Stream.of("device", "protected", "expires", "soon", "expired")
                .map(guard -> new Choice(guard, Texts.text("sims.guard." + guard)))
                .toList();
    }

    static List<Choice> statuses() {
        return Stream.of(SimStatus.values())
                .map(status -> new Choice(status.name(), Texts.text("sims.status", status)))
                .toList();
    }

    static List<Choice> kinds() {
        return Stream.of(SimKind.values())
                .map(kind -> new Choice(kind.name(), Texts.text("sims.kind", kind)))
                .toList();
    }

    static List<Choice> online() {
        return List.of(
                new Choice("true", Texts.text("sims.online.true")),
                new Choice("false", Texts.text("sims.online.false")));
    }

    static List<Choice> roamings() {
        return List.of(
                new Choice("true", Texts.text("sims.roaming.true")),
                new Choice("false", Texts.text("sims.roaming.false")));
    }
}
