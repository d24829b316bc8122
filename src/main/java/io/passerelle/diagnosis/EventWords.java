package io.passerelle.diagnosis;

import io.passerelle.alerts.Alert;
import io.passerelle.alerts.AlertWords;
import io.passerelle.connections.Attempt;
import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.diagnosis.EventText.Mood;
import io.passerelle.diagnosis.Phrase.Amount;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.Session;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimStatusChange;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts events into words: bundle keys {@code diagnosis.event.*}. */
public final class EventWords {

    private static final String STEM = "diagnosis.event.";

    /** Of the destinations that were tried, so many are named. */
    private static final int NAMED_AT_MOST = 3;

    private EventWords() {}

    /** What a person reads of an event. */
    public static EventText of(TimelineEvent event) {
        return switch (event) {
            case TimelineEvent.SignOn(var attempt) -> signOn(attempt);
            case TimelineEvent.SessionStart(var session) -> start(session);
            case TimelineEvent.SessionEnd(var session) -> end(session);
            case TimelineEvent.Connection(var connection) ->
                    connection.endReason().isRefusal()
                            ? refusal(connection)
                            : connection(connection);
            case TimelineEvent.Request(var request) -> asked(request);
            case TimelineEvent.Answer(var request) -> answered(request);
            case TimelineEvent.RuleApplied(var alert) -> alert(alert);
            case TimelineEvent.StatusChange(var change) -> status(change);
        };
    }

    /** The reason, end or state of an event, for programs: lower case with underscores. */
    public static String code(TimelineEvent event) {
        return switch (event) {
            case TimelineEvent.SignOn(var attempt) -> attempt.reason().key();
            case TimelineEvent.SessionStart ignored -> "open";
            case TimelineEvent.SessionEnd(var session) -> reason(session).key();
            case TimelineEvent.Connection(var connection) -> connection.endReason().key();
            case TimelineEvent.Request(var request) -> lower(request.action());
            case TimelineEvent.Answer(var request) -> lower(request.state());
            case TimelineEvent.RuleApplied(var alert) -> lower(alert.kind());
            case TimelineEvent.StatusChange(var change) -> lower(change.after());
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static SessionEndReason reason(Session session) {
        return Objects.requireNonNullElse(session.endReason(), SessionEndReason.STOP);
    }

    private static EventText signOn(Authentication attempt) {
        InetAddress address = attempt.address();
        Phrase what =
                !attempt.accepted()
                        ? Phrase.of(
                                STEM + "refused", Phrase.of("sessions.reason", attempt.reason()))
                        : address == null
                                ? Phrase.of(STEM + "signedOn")
                                : Phrase.of(STEM + "signedOnAt", address);
        return new EventText(
                attempt.accepted() ? Mood.GOOD : Mood.BAD,
                what,
                Phrase.joined(
                        Phrase.plain(attempt.accessPoint()),
                        Phrase.of("sessions.method", attempt.method()),
                        from(attempt.nasAddress())),
                "authentications?id=" + attempt.id());
    }

    private static Phrase from(@Nullable InetAddress nas) {
        return nas == null ? Phrase.NONE : Phrase.of(STEM + "from", nas);
    }

    private static EventText start(Session session) {
        InetAddress address = session.address();
        return new EventText(
                Mood.GOOD,
                address == null
                        ? Phrase.of(STEM + "sessionWithoutAddress")
                        : Phrase.of(STEM + "session", address),
                Phrase.joined(
                        Phrase.plain(session.accessPoint()),
                        Phrase.plain(session.nasName()),
                        Phrase.plain(session.radio()),
                        Phrase.plain(session.visitedNetwork())),
                link(session));
    }

    private static EventText end(Session session) {
        SessionEndReason reason = reason(session);
        Duration length =
                Duration.between(
                        session.startedAt(),
                        Objects.requireNonNullElse(session.endedAt(), session.lastAt()));
        return new EventText(
                reason == SessionEndReason.STOP ? Mood.PLAIN : Mood.CAUTION,
                Phrase.of(STEM + "sessionEnd", Phrase.of("sessions.end", reason)),
                Phrase.joined(
                        Phrase.plain(session.terminateCause()),
                        Phrase.of(STEM + "lasted", length),
                        bytes(session.octetsIn(), session.octetsOut())),
                link(session));
    }

    private static String link(Session session) {
        return "sessions?tab=history&id=" + session.id();
    }

    private static EventText connection(ConnectionRecord record) {
        return new EventText(
                mood(record),
                Phrase.of(
                        STEM + "connection",
                        record.inputPort(),
                        target(record.destination(), record.destinationPort())),
                Phrase.joined(
                        Phrase.of("end." + record.endReason().key()),
                        Phrase.of(STEM + "lasted", record.duration()),
                        bytes(record.bytesUp(), record.bytesDown()),
                        failed(record)),
                link(record));
    }

    private static Mood mood(ConnectionRecord record) {
        if (record.bytesUp() == 0 || record.bytesDown() == 0) {
            return Mood.CAUTION;
        }
        return record.endReason() == EndReason.CLIENT_CLOSED
                        || record.endReason() == EndReason.DESTINATION_CLOSED
                ? Mood.GOOD
                : Mood.PLAIN;
    }

    private static EventText refusal(ConnectionRecord record) {
        return new EventText(
                Mood.BAD,
                Phrase.of(
                        STEM + "refusal",
                        record.inputPort(),
                        Phrase.of("end." + record.endReason().key())),
                Phrase.joined(
                        record.times() > 1
                                ? Phrase.of(STEM + "times", record.times())
                                : Phrase.NONE,
                        failed(record)),
                link(record));
    }

    /** The destinations that did not take it, and why. */
    private static Phrase failed(ConnectionRecord record) {
        List<Attempt> failed =
                record.path().stream()
                        .filter(attempt -> attempt.outcome() != AttemptOutcome.CONNECTED)
                        .toList();
        Phrase[] named =
                failed.stream()
                        .limit(NAMED_AT_MOST)
                        .map(attempt ->
                                Phrase.of(
                                        STEM + "attempt",
                                        target(attempt.destination(), attempt.port()),
                                        Phrase.of("attempt." + attempt.outcome().key())))
                        .toArray(Phrase[]::new);
        return failed.size() <= NAMED_AT_MOST
                ? Phrase.joined(named)
                : Phrase.joined(
                        Phrase.joined(named),
                        Phrase.of(STEM + "more", failed.size() - NAMED_AT_MOST));
    }

    private static String target(String host, @Nullable Integer port) {
        return port == null ? host : host + ":" + port;
    }

    private static String link(ConnectionRecord record) {
        return "connections?tab=history&id=" + record.id();
    }

    private static Phrase bytes(long up, long down) {
        return Phrase.of(STEM + "bytes", new Amount(up), new Amount(down));
    }

    private static EventText asked(SimRequest request) {
        return new EventText(
                Mood.PLAIN,
                Phrase.of(
                        STEM + "asked",
                        Phrase.of("diagnosis.ask", request.action()),
                        request.askedBy()),
                Phrase.plain(request.comment()),
                link(request));
    }

    private static EventText answered(SimRequest request) {
        Mood mood =
                switch (request.state()) {
                    case CONFIRMED -> Mood.GOOD;
                    case REFUSED, FAILED -> Mood.BAD;
                    case PENDING, SENT, WITHDRAWN -> Mood.PLAIN;
                };
        return new EventText(
                mood,
                Phrase.of(
                        STEM + "answered",
                        Phrase.of("diagnosis.ask", request.action()),
                        Phrase.of("sims.request", request.state())),
                Phrase.joined(
                        request.state() == RequestState.CONFIRMED
                                ? Phrase.NONE
                                : reason(request.reason()),
                        request.answeredBy().isEmpty()
                                ? Phrase.NONE
                                : Phrase.of(STEM + "by", request.answeredBy())),
                link(request));
    }

    private static Phrase reason(Reason reason) {
        Phrase words = Phrase.plain(reason.text());
        return reason.code().isEmpty()
                ? words
                : Phrase.joined(
                        Phrase.of("sims.reason." + reason.code(), reason.arguments().toArray()),
                        words);
    }

    private static String link(SimRequest request) {
        return "sim-requests?id=" + request.id();
    }

    private static EventText alert(Alert alert) {
        String outcome = alert.action().replaceFirst(":.*", ""); // behind it are particulars
        return new EventText(
                Mood.CAUTION,
                Phrase.of(STEM + "alert", alert.ruleName()),
                Phrase.joined(
                        found(alert),
                        outcome.isEmpty() ? Phrase.NONE : Phrase.of("alerts.action." + outcome)),
                "alerts?id=" + alert.id());
    }

    /** What a rule found, with what it measured and the threshold. */
    static Phrase found(Alert alert) {
        return Phrase.of(
                "alerts.what." + alert.kind(),
                amount(alert, alert.value()),
                amount(alert, alert.threshold()),
                AlertWords.period(alert));
    }

    private static Object amount(Alert alert, long number) {
        return alert.kind().countsBytes() ? new Amount(number) : number;
    }

    private static EventText status(SimStatusChange change) {
        return new EventText(
                change.after().admitsSignOn() ? Mood.PLAIN : Mood.CAUTION,
                Phrase.of(
                        STEM + "status",
                        Phrase.of("sims.status", change.before()),
                        Phrase.of("sims.status", change.after())),
                Phrase.NONE,
                "");
    }
}
