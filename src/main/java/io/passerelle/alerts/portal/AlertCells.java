package io.passerelle.alerts.portal;

import io.passerelle.alerts.Alert;
import io.passerelle.alerts.AlertKind;
import io.passerelle.alerts.AlertRule;
import io.passerelle.alerts.AlertWords;
import io.passerelle.events.Severity;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Alerts and rules in words. */
final class AlertCells {

    private AlertCells() {}

    /** The card, or whose total it is, with a way to it. */
    static Cell subject(Alert alert) {
        return switch (alert.scope()) {
            case SIM -> Cell.mono(alert.subject()).to("sims?id=" + alert.subjectId());
            case GROUP -> Cell.link(alert.subject(), "usage?groupId=" + alert.subjectId());
            case ORGANISATION ->
                    Cell.link(alert.subject(), "usage?organisationId=" + alert.subjectId());
        };
    }

    /** Such as "12 GB in a month, more than 10 GB". */
    static String what(Alert alert) {
        return Texts.text(
                "alerts.what." + alert.kind(),
                amount(alert.kind(), alert.value()),
                amount(alert.kind(), alert.threshold()),
                AlertWords.about(alert, Texts.locale()));
    }

    /** Such as "More than 10 GB in a month". */
    static String what(AlertRule rule) {
        return Texts.text(
                "alerts.when." + rule.kind(),
                amount(rule.kind(), rule.threshold()),
                Integer.toString(rule.windowMinutes()));
    }

    private static String amount(AlertKind kind, long value) {
        return AlertWords.amount(kind, value, Texts.locale());
    }

    static Cell severity(Severity severity) {
        Tone tone =
                switch (severity) {
                    case INFO -> Tone.NEUTRAL;
                    case WARNING -> Tone.WARN;
                    case ERROR -> Tone.BAD;
                };
        return Cell.badge(Texts.text("events.severity", severity), tone);
    }

    static Cell state(Alert alert) {
        Tone tone =
                switch (alert.state()) {
                    case OPEN -> Tone.BAD;
                    case ACKNOWLEDGED -> Tone.WARN;
                    case CLOSED -> Tone.NEUTRAL;
                };
        return Cell.badge(Texts.text("alerts.state", alert.state()), tone);
    }

    /** A rule that leaves cards for later, or cannot be looked at, says so. */
    static Cell state(AlertRule rule) {
        if (!rule.enabled()) {
            return Cell.badge(Texts.text("alerts.rule.off"), Tone.NEUTRAL);
        }
        if (rule.failingSince() != null) {
            return Cell.badge(Texts.text("alerts.rule.failing"), Tone.BAD)
                    .withTooltip(Texts.text("alerts.rule.failing.hint"));
        }
        return rule.missed() == 0
                ? Cell.badge(Texts.text("alerts.rule.on"), Tone.GOOD)
                : Cell.badge(Texts.text("alerts.rule.many"), Tone.WARN)
                        .withTooltip(Texts.text("alerts.rule.many.hint"));
    }

    static Cell follows(AlertRule rule) {
        List<String> all = new ArrayList<>();
        if (!rule.recipients().isEmpty()) {
            all.add(Texts.text("alerts.follows.mail", rule.recipients().size()));
        }
        if (rule.suspends()) {
            all.add(Texts.text("alerts.follows.suspends"));
        }
        return Cell.of(String.join(", ", all));
    }

    /**
     * What came of the suspension; of one that waits, how often it was tried and when it is next.
     */
    static Cell action(Times times, Alert alert) {
        if (alert.action().isEmpty()) {
            return Cell.NONE;
        }
        String code = alert.action().split(":", 2)[0];
        Cell cell = Cell.of(Texts.text("alerts.action." + code));
        return alert.actionAt() == null || alert.actionTries() == 0
                ? cell
                : cell.withTooltip(
                        Texts.text(
                                "alerts.action.next",
                                alert.actionTries(),
                                times.text(alert.actionAt())));
    }

    static List<Choice> states() {
        return Stream.of(Alert.State.values())
                .map(s -> new Choice(s.name(), Texts.text("alerts.state", s)))
                .toList();
    }

    static List<Choice> kinds() {
        return Stream.of(AlertKind.values())
                .map(k -> new Choice(k.name(), Texts.text("alerts.kind", k)))
                .toList();
    }
}
