package io.passerelle.routing;

import io.passerelle.events.EventDraft;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import java.util.UUID;

/**
 * Tells the organisations whose routes use a destination that it went down or came back (ALL-7), as
 * this node sees it. Called by connections: it never waits.
 */
final class DestinationEvents {

    private final Events events;
    private final DestinationHealth health;

    DestinationEvents(Events events, DestinationHealth health) {
        this.events = events;
        this.health = health;
    }

    void turned(HealthTarget target, Health now) {
        switch (now) {
            case Health.Down down ->
                    tell(
                            target,
                            EventKind.DESTINATION_DOWN,
                            draft ->
                                    draft.with(EventField.REASON, down.reason().key())
                                            .with(EventField.SINCE, down.since()));
            case Health.Returning back ->
                    tell(
                            target,
                            EventKind.DESTINATION_UP,
                            draft -> draft.with(EventField.SINCE, back.since()));
            case Health.Up ignored -> {
                // told when it came back
            }
        }
    }

    private void tell(
            HealthTarget target,
            EventKind kind,
            java.util.function.UnaryOperator<EventDraft> particulars) {
        String name = target.target().toString();
        for (UUID organisation : health.usersOf(target)) {
            events.offer(
                    particulars.apply(
                            kind.of(organisation, name, name).with(EventField.DESTINATION, name)));
        }
    }
}
