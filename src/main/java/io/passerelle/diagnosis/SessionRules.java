package io.passerelle.diagnosis;

import io.passerelle.sessions.Session;
import io.passerelle.sessions.SessionEndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is wrong with a terminal's sessions. */
final class SessionRules {

    /** So many beginnings within an hour are no coincidence. */
    private static final int MANY_SESSIONS = 5;

    private static final Duration SHORT = Duration.ofMinutes(5);

    /** One report that is late is no silence. */
    private static final double REPORTS_MISSED = 2.5;

    /** What of the IMEI names the device: its last digit is a check or a version. */
    private static final int IMEI_DIGITS = 14;

    private static final Duration DEVICE_NEWS = Duration.ofDays(7);

    private SessionRules() {}

    /**
     * Another card has its address, too: what comes from there is taken for the other's. The later
     * of the two sessions ends the earlier one, so that it is mostly told of one that has ended.
     */
    record AddressClash() implements Rule {
        @Override
        public String code() {
            return "address_clash";
        }

        @Override
        public Actor actor() {
            return Actor.OPERATOR;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            return evidence.clashing().stream().findFirst().map(other -> found(evidence, other));
        }

        private Finding found(Evidence evidence, Session other) {
            Object[] facts = {
                Objects.requireNonNullElse(other.address(), Phrase.NONE),
                other.iccid().isEmpty()
                        ? Phrase.of("diagnosis.anotherCard")
                        : Phrase.plain(other.iccid()),
                other.startedAt()
            };
            Finding finding = finding(true, facts);
            return evidence.isOnline()
                    ? finding.by(starts(evidence.open()))
                    : finding.because(Phrase.of(key("ended"), facts))
                            .by(ends(evidence.ended().subList(0, 1)));
        }
    }

    /** Whether another card got the address of a session, which ended it. */
    static boolean lostItsAddress(Session session) {
        return session.endReason() == SessionEndReason.ADDRESS_REUSED;
    }

    /** Whether another card's session had the address while a session lasted, or took it. */
    static boolean mayClash(Session session, Session other) {
        Instant ended = session.endedAt();
        return ended == null || !other.startedAt().isAfter(ended);
    }

    /** Its sessions begin and end all the time. */
    record Flapping() implements Rule {
        @Override
        public String code() {
            return "flapping";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Instant from = evidence.now().minus(Duration.ofHours(1));
            List<Session> lately =
                    evidence.sessions()
                            .filter(session -> session.startedAt().isAfter(from))
                            .toList();
            long shortOnes =
                    evidence.ended().stream()
                            .filter(lately::contains)
                            .filter(SessionRules::isShort)
                            .count();
            return lately.size() < MANY_SESSIONS || shortOnes < MANY_SESSIONS - 1
                    ? Optional.empty()
                    : Optional.of(
                            finding(!evidence.isOnline(), lately.size(), shortOnes)
                                    .by(ends(evidence.ended())));
        }
    }

    /** It has no session; how the last one ended. */
    record Offline() implements Rule {
        @Override
        public String code() {
            return "offline";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            if (evidence.isOnline()) {
                return Optional.empty();
            }
            return evidence.ended().stream()
                    .findFirst()
                    .map(last ->
                            finding(
                                            true,
                                            Objects.requireNonNullElse(
                                                    last.endedAt(), last.lastAt()),
                                            Phrase.of(
                                                    "sessions.end",
                                                    Objects.requireNonNullElse(
                                                            last.endReason(),
                                                            SessionEndReason.STOP)),
                                            cause(last))
                                    .by(ends(List.of(last))));
        }

        private static Phrase cause(Session session) {
            return session.terminateCause().isEmpty()
                    ? Phrase.NONE
                    : Phrase.of("diagnosis.cause", session.terminateCause());
        }
    }

    /** It has a session that the network says nothing of any more. */
    record Silent() implements Rule {
        @Override
        public String code() {
            return "session_silent";
        }

        @Override
        public Actor actor() {
            return Actor.OPERATOR;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Duration patience =
                    Duration.ofSeconds((long) (evidence.reports().toSeconds() * REPORTS_MISSED));
            Session session = evidence.open().stream().findFirst().orElse(null);
            if (session == null
                    || patience.isZero()
                    || !session.lastAt().plus(patience).isBefore(evidence.now())) {
                return Optional.empty();
            }
            boolean alive =
                    !evidence.carried().isEmpty()
                            || evidence.connections().stream()
                                    .anyMatch(one -> one.openedAt().isAfter(session.lastAt()));
            Duration silence = Duration.between(session.lastAt(), evidence.now());
            return Optional.of(
                    finding(!alive, session.lastAt(), silence, evidence.reports())
                            .by(starts(List.of(session))));
        }
    }

    /** The card was put into another device. */
    record DeviceChanged() implements Rule {
        @Override
        public String code() {
            return "device_changed";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            List<Session> known =
                    evidence.sessions()
                            .filter(session -> session.imeisv().length() >= IMEI_DIGITS)
                            .sorted(Comparator.comparing(Session::startedAt).reversed())
                            .toList();
            for (int i = 1; i < known.size(); i++) {
                Session later = known.get(i - 1);
                Session earlier = known.get(i);
                boolean news = later.startedAt().isAfter(evidence.now().minus(DEVICE_NEWS));
                if (news && !device(later).equals(device(earlier))) {
                    return Optional.of(
                            finding(false, later.startedAt(), device(later), device(earlier))
                                    .by(starts(List.of(later, earlier))));
                }
            }
            return Optional.empty();
        }

        private static String device(Session session) {
            return session.imeisv().substring(0, IMEI_DIGITS);
        }
    }

    private static boolean isShort(Session session) {
        Instant end = Objects.requireNonNullElse(session.endedAt(), session.lastAt());
        return Duration.between(session.startedAt(), end).compareTo(SHORT) < 0;
    }

    private static List<TimelineEvent> starts(List<Session> sessions) {
        return sessions.stream().<TimelineEvent>map(TimelineEvent.SessionStart::new).toList();
    }

    private static List<TimelineEvent> ends(List<Session> sessions) {
        return sessions.stream().<TimelineEvent>map(TimelineEvent.SessionEnd::new).toList();
    }
}
