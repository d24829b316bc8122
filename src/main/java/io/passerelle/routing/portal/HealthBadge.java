package io.passerelle.routing.portal;

import io.passerelle.portal.Cell;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import io.passerelle.routing.Health;
import org.springframework.modulith.NamedInterface;

/** How a destination is doing, as a badge with the reason under the pointer (M2M-23). */
@NamedInterface("words")
public final class HealthBadge {

    private HealthBadge() {}

    /** The badge of a state. */
    public static Cell of(Health health, Times times) {
        String state = Texts.text("routing.health." + health.key());
        String since = Texts.text("routing.health.since", times.text(health.since()));
        return switch (health) {
            case Health.Up up ->
                    Cell.badge(state, up.tried() ? Tone.GOOD : Tone.NEUTRAL)
                            .withTooltip(up.tried() ? since : "");
            case Health.Down down ->
                    Cell.badge(state, Tone.BAD)
                            .withTooltip(
                                    Texts.text("attempt." + down.reason().key()) + ". " + since);
            case Health.Returning returning ->
                    Cell.badge(state, Tone.WARN)
                            .withTooltip(
                                    Texts.text("attempt." + returning.reason().key())
                                            + ". "
                                            + since);
        };
    }
}
