package io.passerelle.diagnosis;

import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.RadiusStrangers.Fault;
import io.passerelle.sessions.RadiusStrangers.Stranger;
import io.passerelle.sessions.Session;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What keeps a terminal from signing on. */
final class SignOnRules {

    /** The network reports a session some moments after it was let in. */
    private static final Duration ACCOUNTING_PATIENCE = Duration.ofMinutes(1);

    private SignOnRules() {}

    /** The network never asked for the card. */
    record NeverSeen() implements Rule {
        @Override
        public String code() {
            return "never_seen";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            boolean seen =
                    !evidence.attempts().isEmpty()
                            || evidence.latest().isPresent()
                            || evidence.sim().lastRadiusAt() != null;
            String point = evidence.sim().accessPoint();
            return seen
                    ? Optional.empty()
                    : Optional.of(
                            finding(
                                    true,
                                    evidence.sim().createdAt(),
                                    point == null
                                            ? Phrase.of("diagnosis.anyAccessPoint")
                                            : Phrase.plain(point)));
        }
    }

    /** A network access server is not heard, and the card may be behind it. */
    record Unheard(Fault fault) implements Rule {
        @Override
        public String code() {
            return switch (fault) {
                case UNKNOWN -> "nas_unknown";
                case BAD_SECRET -> "nas_bad_secret";
                case UNSIGNED -> "nas_unsigned";
            };
        }

        @Override
        public Actor actor() {
            return Actor.OPERATOR;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            if (evidence.isOnline()) {
                return Optional.empty();
            }
            return evidence.strangers().stream()
                    .filter(stranger -> stranger.fault() == fault)
                    .filter(stranger -> !isOlder(stranger, evidence))
                    .findFirst()
                    .map(stranger ->
                            finding(false, stranger.address(), stranger.last(), stranger.times()));
        }

        /** What the card did since was heard: that server was not needed for it. */
        private static boolean isOlder(Stranger stranger, Evidence evidence) {
            return evidence.attempts().stream()
                    .anyMatch(attempt -> attempt.at().isAfter(stranger.last()));
        }
    }

    /** The last attempt was refused, for a reason that has not gone away. */
    record Refused(AuthenticationReason reason, Actor actor) implements Rule {
        @Override
        public String code() {
            return "sign_on_" + reason.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String todo() {
            return "sessions.remedy." + reason;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            List<Authentication> row = refused(evidence, reason);
            boolean gone =
                    reason == AuthenticationReason.PUBLIC_APN && evidence.sim().kind().passesHere();
            return row.isEmpty() || gone
                    ? Optional.empty()
                    : Optional.of(
                            finding(!evidence.isOnline())
                                    .because(why(evidence, row))
                                    .by(row.stream().map(TimelineEvent.SignOn::new).toList()));
        }

        private Phrase why(Evidence evidence, List<Authentication> row) {
            Authentication last = row.getFirst();
            String point = evidence.sim().accessPoint();
            return switch (reason) {
                case WRONG_USER_NAME ->
                        Phrase.of(key("why"), last.at(), row.size(), last.userName());
                case WRONG_ACCESS_POINT ->
                        Phrase.of(
                                key("why"),
                                last.at(),
                                row.size(),
                                last.accessPoint(),
                                point == null ? "" : point);
                case OTHER_DEVICE -> Phrase.of(key("why"), last.at(), row.size(), last.imeisv());
                case SESSION_LIMIT ->
                        Phrase.of(key("why"), last.at(), row.size(), evidence.sim().sessionLimit());
                case POOL_EXHAUSTED ->
                        Phrase.of(key("why"), last.at(), row.size(), last.accessPoint());
                default -> Phrase.of(key("why"), last.at(), row.size());
            };
        }
    }

    /** What refused it last has gone away; the terminal has to try again. */
    record RefusedBefore() implements Rule {
        @Override
        public String code() {
            return "sign_on_to_be_repeated";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            boolean admitted =
                    evidence.disabled().isEmpty()
                            && evidence.sim().status().admitsSignOn(evidence.sim().statusBefore());
            List<Authentication> row =
                    refused(
                            evidence,
                            AuthenticationReason.STATUS,
                            AuthenticationReason.PUBLIC_APN,
                            AuthenticationReason.ORGANISATION_DISABLED);
            return !admitted || row.isEmpty() || evidence.isOnline()
                    ? Optional.empty()
                    : Optional.of(
                            finding(
                                            true,
                                            row.getFirst().at(),
                                            Phrase.of("sessions.reason", row.getFirst().reason()))
                                    .by(row.stream().map(TimelineEvent.SignOn::new).toList()));
        }
    }

    /** It was let in, and the network never said that a session began. */
    record NoAccounting() implements Rule {
        @Override
        public String code() {
            return "no_accounting";
        }

        @Override
        public Actor actor() {
            return Actor.OPERATOR;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Authentication last = evidence.attempts().stream().findFirst().orElse(null);
            if (last == null || !last.accepted() || evidence.isOnline()) {
                return Optional.empty();
            }
            boolean waits = last.at().plus(ACCOUNTING_PATIENCE).isAfter(evidence.now());
            boolean began =
                    evidence.sessions()
                            .anyMatch(session ->
                                    session.id().equals(last.sessionId())
                                            || !session.startedAt().isBefore(last.at()));
            return waits || began
                    ? Optional.empty()
                    : Optional.of(
                            finding(true, last.at(), address(last))
                                    .by(List.of(new TimelineEvent.SignOn(last))));
        }

        private static Object address(Authentication attempt) {
            return attempt.nasAddress() == null ? Phrase.NONE : attempt.nasAddress();
        }
    }

    /** The last attempts in a row that were refused so, if nothing better came since. */
    private static List<Authentication> refused(
            Evidence evidence, AuthenticationReason... reasons) {
        List<AuthenticationReason> wanted = List.of(reasons);
        List<Authentication> row =
                evidence.attempts().stream()
                        .takeWhile(attempt -> wanted.contains(attempt.reason()))
                        .toList();
        boolean better =
                !row.isEmpty()
                        && evidence.latest()
                                .map(Session::startedAt)
                                .filter(start -> start.isAfter(row.getFirst().at()))
                                .isPresent();
        return better ? List.of() : row;
    }
}
