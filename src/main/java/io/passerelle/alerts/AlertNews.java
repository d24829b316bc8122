package io.passerelle.alerts;

import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.EventDraft;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells programs of alerts: events, in the transaction of what they tell. */
@Component
class AlertNews {

    private final Events events;
    private final Organisations organisations;

    AlertNews(Events events, Organisations organisations) {
        this.events = events;
        this.organisations = organisations;
    }

    /** A rule applies to some. */
    void opened(List<Alert> alerts) {
        events.publish(alerts.stream().map(this::opened).toList());
    }

    private EventDraft opened(Alert alert) {
        return about(alert, EventKind.ALERT_OPENED, EventKind.ALERT_TOTAL_OPENED)
                .as(alert.severity())
                .with(EventField.CONDITION, alert.kind())
                .with(EventField.VALUE, alert.value())
                .with(EventField.THRESHOLD, alert.threshold());
    }

    /** Somebody knows of it. */
    void acknowledged(Alert alert, Viewer viewer) {
        events.publish(
                about(alert, EventKind.ALERT_ACKNOWLEDGED, EventKind.ALERT_TOTAL_ACKNOWLEDGED)
                        .by(viewer)
                        .with(EventField.REASON, alert.note()));
    }

    /** It is done with. */
    void closed(Alert alert, Viewer viewer) {
        events.publish(
                about(alert, EventKind.ALERT_CLOSED, EventKind.ALERT_TOTAL_CLOSED)
                        .by(viewer)
                        .with(EventField.REASON, alert.note()));
    }

    private EventDraft about(Alert alert, EventKind ofACard, EventKind ofATotal) {
        EventDraft draft =
                alert.scope() == AlertRule.Scope.SIM
                        ? ofACard.of(alert.organisationId(), alert.subjectId(), alert.subject())
                                .with(EventField.ICCID, alert.subject())
                        : total(alert, ofATotal);
        return draft.with(EventField.ALERT, alert.id()).with(EventField.RULE, alert.ruleName());
    }

    private EventDraft total(Alert alert, EventKind kind) {
        boolean group = alert.scope() == AlertRule.Scope.GROUP;
        return kind.of(
                        alert.organisationId(),
                        alert.organisationId(),
                        organisations.tree().name(alert.organisationId()))
                .with(EventField.GROUP, group ? alert.subjectId() : null)
                .with(EventField.LABEL, group ? alert.subject() : null);
    }
}
