package io.passerelle.diagnosis;

import io.passerelle.alerts.Alert;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.foundation.Ids;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.Session;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimStatusChange;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Something that happened to a card, with all that is known of it (M2M-9). */
public sealed interface TimelineEvent {

    /** When. */
    Instant at();

    /** What. */
    TimelineKind kind();

    /** The identifier of what it is about; with the kind it names the event. */
    UUID id();

    /** An attempt to sign on. */
    record SignOn(Authentication attempt) implements TimelineEvent {
        @Override
        public Instant at() {
            return Ids.timeOf(attempt.id());
        }

        @Override
        public TimelineKind kind() {
            return attempt.accepted() ? TimelineKind.SIGN_ON : TimelineKind.SIGN_ON_REFUSED;
        }

        @Override
        public UUID id() {
            return attempt.id();
        }
    }

    /** A session began. */
    record SessionStart(Session session) implements TimelineEvent {
        @Override
        public Instant at() {
            return session.startedAt();
        }

        @Override
        public TimelineKind kind() {
            return TimelineKind.SESSION_START;
        }

        @Override
        public UUID id() {
            return session.id();
        }
    }

    /** A session ended. */
    record SessionEnd(Session session) implements TimelineEvent {
        @Override
        public Instant at() {
            return Objects.requireNonNullElse(session.endedAt(), session.lastAt());
        }

        @Override
        public TimelineKind kind() {
            return TimelineKind.SESSION_END;
        }

        @Override
        public UUID id() {
            return session.id();
        }
    }

    /** A connection, carried or not. */
    record Connection(ConnectionRecord record) implements TimelineEvent {
        @Override
        public Instant at() {
            return Ids.timeOf(record.id());
        }

        @Override
        public TimelineKind kind() {
            return record.endReason().isRefusal() ? TimelineKind.REFUSAL : TimelineKind.CONNECTION;
        }

        @Override
        public UUID id() {
            return record.id();
        }
    }

    /** Something was asked of the mobile operator. */
    record Request(SimRequest request) implements TimelineEvent {
        @Override
        public Instant at() {
            return request.askedAt();
        }

        @Override
        public TimelineKind kind() {
            return TimelineKind.REQUEST;
        }

        @Override
        public UUID id() {
            return request.id();
        }
    }

    /** What was asked came to its end. */
    record Answer(SimRequest request) implements TimelineEvent {
        @Override
        public Instant at() {
            return Objects.requireNonNullElse(request.answeredAt(), request.askedAt());
        }

        @Override
        public TimelineKind kind() {
            return TimelineKind.ANSWER;
        }

        @Override
        public UUID id() {
            return request.id();
        }
    }

    /** A rule found something about the card. */
    record RuleApplied(Alert alert) implements TimelineEvent {
        @Override
        public Instant at() {
            return alert.openedAt();
        }

        @Override
        public TimelineKind kind() {
            return TimelineKind.ALERT;
        }

        @Override
        public UUID id() {
            return alert.id();
        }
    }

    /** The card's status changed. */
    record StatusChange(SimStatusChange change) implements TimelineEvent {
        @Override
        public Instant at() {
            return change.at();
        }

        @Override
        public TimelineKind kind() {
            return TimelineKind.STATUS;
        }

        @Override
        public UUID id() {
            return change.id();
        }
    }
}
