package io.passerelle.diagnosis;

import io.passerelle.sims.Sim;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What of the card itself keeps its terminal out, whatever the terminal does. */
final class CardRules {

    private CardRules() {}

    /** The card's organisation, or one above it, is disabled. */
    record OrganisationDisabled() implements Rule {
        @Override
        public String code() {
            return "organisation_disabled";
        }

        @Override
        public Actor actor() {
            return Actor.RESELLER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            return evidence.disabled()
                    .map(name ->
                            finding(
                                    true,
                                    name.isEmpty()
                                            ? Phrase.of("diagnosis.above")
                                            : Phrase.plain(name)));
        }
    }

    /** A rule of alerts had the card suspended, such as for what it consumes. */
    record ConsumptionStop() implements Rule {
        @Override
        public String code() {
            return "consumption_stop";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            return evidence.stop()
                    .map(alert -> {
                        List<TimelineEvent> known = new ArrayList<>(events(evidence));
                        known.add(new TimelineEvent.RuleApplied(alert));
                        return finding(
                                        true,
                                        alert.ruleName(),
                                        alert.openedAt(),
                                        EventWords.found(alert))
                                .by(known);
                    });
        }
    }

    /** The card goes straight to the Internet: there is nothing here to judge. */
    record PublicApn() implements Rule {

        static final String CODE = "public_apn";

        @Override
        public String code() {
            return CODE;
        }

        @Override
        public Actor actor() {
            return Actor.NOBODY;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Sim sim = evidence.sim();
            return sim.kind().passesHere()
                    ? Optional.empty()
                    : Optional.of(finding(false, sim.operator()));
        }
    }

    /** The card is in a status that does not sign on. */
    record Status(SimStatus status, Actor actor) implements Rule {
        @Override
        public String code() {
            return "status_" + status.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Sim sim = evidence.sim();
            boolean stopped = evidence.stop().isPresent(); // which says it better
            return sim.status() == status && !status.admitsSignOn() && !stopped
                    ? Optional.of(
                            finding(true, since(evidence), sim.operator()).by(events(evidence)))
                    : Optional.empty();
        }
    }

    /** The card waits in a status that signs on, but came there from one that does not. */
    record WaitsOutside() implements Rule {
        @Override
        public String code() {
            return "status_waiting";
        }

        @Override
        public Actor actor() {
            return Actor.OPERATOR;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Sim sim = evidence.sim();
            SimStatus before = sim.statusBefore();
            boolean outside = sim.status().admitsSignOn() && !sim.status().admitsSignOn(before);
            return outside && before != null
                    ? Optional.of(
                            finding(
                                            true,
                                            Phrase.of("sims.status", sim.status()),
                                            Phrase.of("sims.status", before),
                                            since(evidence))
                                    .by(events(evidence)))
                    : Optional.empty();
        }
    }

    /** When it was asked for, where something was; else since when the card has its status. */
    private static Instant since(Evidence evidence) {
        return evidence.pending().map(SimRequest::askedAt).orElse(evidence.statusSince());
    }

    private static List<TimelineEvent> events(Evidence evidence) {
        List<TimelineEvent> events = new ArrayList<>();
        evidence.moved().map(TimelineEvent.StatusChange::new).ifPresent(events::add);
        evidence.pending().map(TimelineEvent.Request::new).ifPresent(events::add);
        return events;
    }
}
