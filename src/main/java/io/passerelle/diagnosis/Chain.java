package io.passerelle.diagnosis;

import static io.passerelle.diagnosis.Actor.CUSTOMER;
import static io.passerelle.diagnosis.Actor.OPERATOR;

import io.passerelle.connections.EndReason;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.RadiusStrangers.Fault;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimStatus;
import java.util.List;

/**
 * The rules of the diagnosis, in the order in which a terminal meets what they look for: from the
 * card over the sign-on and the session to the server. The first that stops it is the answer.
 * {@code docs/diagnosis.md} is made from this list.
 */
final class Chain {

    /** Every rule, in order. */
    static final List<Rule> RULES =
            List.of(
                    new CardRules.OrganisationDisabled(),
                    new CardRules.Status(SimStatus.ORDERED, OPERATOR),
                    new CardRules.Status(SimStatus.ACTIVATABLE, CUSTOMER),
                    new CardRules.Status(SimStatus.ACTIVATION_REQUESTED, OPERATOR),
                    new CardRules.ConsumptionStop(),
                    new CardRules.Status(SimStatus.SUSPENDED, CUSTOMER),
                    new CardRules.Status(SimStatus.REACTIVATION_REQUESTED, OPERATOR),
                    new CardRules.Status(SimStatus.TERMINATED, CUSTOMER),
                    new CardRules.WaitsOutside(),
                    new SignOnRules.Refused(AuthenticationReason.PUBLIC_APN, CUSTOMER),
                    new CardRules.PublicApn(),
                    new SignOnRules.NeverSeen(),
                    new SignOnRules.Unheard(Fault.UNKNOWN),
                    new SignOnRules.Unheard(Fault.BAD_SECRET),
                    new SignOnRules.Unheard(Fault.UNSIGNED),
                    new SignOnRules.Refused(AuthenticationReason.IDENTITY_MISMATCH, OPERATOR),
                    new SignOnRules.Refused(AuthenticationReason.NO_ACCESS_POINT, OPERATOR),
                    new SignOnRules.Refused(AuthenticationReason.WRONG_ACCESS_POINT, CUSTOMER),
                    new SignOnRules.Refused(AuthenticationReason.CREDENTIALS_MISSING, CUSTOMER),
                    new SignOnRules.Refused(AuthenticationReason.WRONG_USER_NAME, CUSTOMER),
                    new SignOnRules.Refused(AuthenticationReason.WRONG_PASSWORD, CUSTOMER),
                    new SignOnRules.Refused(AuthenticationReason.OTHER_DEVICE, CUSTOMER),
                    new SignOnRules.Refused(AuthenticationReason.DEVICE_NOT_TOLD, OPERATOR),
                    new SignOnRules.Refused(AuthenticationReason.SESSION_LIMIT, CUSTOMER),
                    new SignOnRules.Refused(AuthenticationReason.POOL_EXHAUSTED, OPERATOR),
                    new SignOnRules.Refused(AuthenticationReason.OVERLOADED, OPERATOR),
                    new SignOnRules.RefusedBefore(),
                    new SignOnRules.NoAccounting(),
                    new SessionRules.AddressClash(),
                    new SessionRules.Flapping(),
                    new SessionRules.Offline(),
                    new SessionRules.Silent(),
                    new SessionRules.DeviceChanged(),
                    new TrafficRules.Limit(EndReason.ACCEPT_RATE, CUSTOMER),
                    new TrafficRules.Limit(EndReason.OVERLOADED, OPERATOR),
                    new TrafficRules.Limit(EndReason.LIMIT_TOTAL, OPERATOR),
                    new TrafficRules.Limit(EndReason.LIMIT_SIM, CUSTOMER),
                    new TrafficRules.Limit(EndReason.LIMIT_GROUP, CUSTOMER),
                    new TrafficRules.Limit(EndReason.LIMIT_DIALLING, OPERATOR),
                    new TrafficRules.NoConnection(),
                    TrafficRules.NO_ROUTE,
                    TrafficRules.DESTINATION_REFUSED,
                    new ServerRules.TlsFailed(),
                    new DestinationsDown(),
                    TrafficRules.TERMINAL_IMPATIENT,
                    ServerRules.TLS_ALERT,
                    ServerRules.CLOSES_AT_ONCE,
                    TrafficRules.TERMINAL_SILENT,
                    ServerRules.NO_ANSWER,
                    new TrafficRules.RouteMade(),
                    new TrafficRules.Works(),
                    new TrafficRules.Unclear());

    /** Those up to the kind of the card: of sessions and connections it has none (M2M-46). */
    private static final List<Rule> PUBLIC =
            RULES.subList(0, RULES.indexOf(new CardRules.PublicApn()) + 1);

    private Chain() {}

    /** The rules that say something about a card. */
    static List<Rule> of(Sim sim) {
        return sim.kind().passesHere() ? RULES : PUBLIC;
    }
}
