package io.passerelle.sessions;

import static io.passerelle.sessions.AuthenticationReason.ACCEPTED;
import static io.passerelle.sessions.AuthenticationReason.CREDENTIALS_MISSING;
import static io.passerelle.sessions.AuthenticationReason.DEVICE_NOT_TOLD;
import static io.passerelle.sessions.AuthenticationReason.IDENTITY_MISMATCH;
import static io.passerelle.sessions.AuthenticationReason.NO_ACCESS_POINT;
import static io.passerelle.sessions.AuthenticationReason.ORGANISATION_DISABLED;
import static io.passerelle.sessions.AuthenticationReason.OTHER_DEVICE;
import static io.passerelle.sessions.AuthenticationReason.PUBLIC_APN;
import static io.passerelle.sessions.AuthenticationReason.STATUS;
import static io.passerelle.sessions.AuthenticationReason.UNKNOWN_SIM;
import static io.passerelle.sessions.AuthenticationReason.WRONG_ACCESS_POINT;
import static io.passerelle.sessions.AuthenticationReason.WRONG_PASSWORD;
import static io.passerelle.sessions.AuthenticationReason.WRONG_USER_NAME;

import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Imei;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may sign on (M2M-7): SIM cards of the platform only, on their access point, when
 * status and organisation let them, with their name and password where they have one. The card is
 * found by what the network vouches for, IMSI before number; the user name comes from the terminal
 * and finds a card only when it is proved by a password.
 */
public final class Authenticator {

    private final Subscribers subscribers;
    private final SessionRegistry registry;
    private final AuthenticationJournal journal;
    private final Function<byte[], String> unseal;

    /**
     * @param unseal opens a sealed password
     */
    public Authenticator(
            Subscribers subscribers,
            SessionRegistry registry,
            AuthenticationJournal journal,
            Function<byte[], String> unseal) {
        this.subscribers = subscribers;
        this.registry = registry;
        this.journal = journal;
        this.unseal = unseal;
    }

    /** Decides, promises an address when it accepts, and writes the attempt down. */
    public SignOnAnswer signOn(SignOn request) {
        Subscriber sim = find(request);
        AuthenticationReason reason = judge(request, sim);
        SignOnAnswer answer = new SignOnAnswer.Rejected(reason);
        if (reason == ACCEPTED && sim != null && sim.accessPoint() != null) {
            answer = promise(request, sim, sim.accessPoint());
        }
        journal.offer(record(request, sim, answer));
        return answer;
    }

    private SignOnAnswer promise(SignOn request, Subscriber sim, AccessPointRules rules) {
        Grant grant =
                registry.promise(
                        sim, request.nasId(), rules.pools(), subscribers::isStatic, request.at());
        return switch (grant) {
            case Grant.Given(var id, var address) ->
                    new SignOnAnswer.Accepted(id, address, rules, sim.group());
            case Grant.Withheld(var reason) -> new SignOnAnswer.Rejected(reason);
        };
    }

    private @Nullable Subscriber find(SignOn request) {
        Subscriber sim = byIdentity(request.imsi(), request.msisdn());
        if (sim == null && request.imsi().isEmpty() && request.msisdn().isEmpty()) {
            Subscriber named = subscribers.byUserName(request.userName());
            return named != null && named.sealedPassword() != null ? named : null;
        }
        return sim;
    }

    private @Nullable Subscriber byIdentity(String imsi, String msisdn) {
        Subscriber sim = imsi.isEmpty() ? null : subscribers.byImsi(imsi);
        return sim == null && !msisdn.isEmpty() ? subscribers.byMsisdn(msisdn) : sim;
    }

    private AuthenticationReason judge(SignOn request, @Nullable Subscriber sim) {
        if (sim == null) {
            return UNKNOWN_SIM;
        }
        if (!isOneCard(request, sim)) {
            return IDENTITY_MISMATCH;
        }
        if (!sim.organisationEnabled()) {
            return ORGANISATION_DISABLED;
        }
        if (sim.isPublic()) {
            return PUBLIC_APN;
        }
        if (!sim.statusAdmits()) {
            return STATUS;
        }
        if (sim.accessPoint() == null) {
            return NO_ACCESS_POINT;
        }
        if (!sim.accessPoint().name().equalsIgnoreCase(request.accessPoint())) {
            return WRONG_ACCESS_POINT;
        }
        AuthenticationReason proved = prove(request, sim);
        return proved == ACCEPTED ? device(request, sim) : proved;
    }

    /** A card locked to a device works in no other, nor where nobody can tell (M2M-11). */
    private static AuthenticationReason device(SignOn request, Subscriber sim) {
        String locked = sim.imei();
        if (locked == null) {
            return ACCEPTED;
        }
        if (request.imeisv().isEmpty()) {
            return DEVICE_NOT_TOLD;
        }
        boolean same =
                Imei.told(request.imeisv()).map(Imei::value).filter(locked::equals).isPresent();
        return same ? ACCEPTED : OTHER_DEVICE;
    }

    /** A number that belongs to another card than the IMSI is a mistake or an attack. */
    private boolean isOneCard(SignOn request, Subscriber sim) {
        if (request.imsi().isEmpty() || request.msisdn().isEmpty()) {
            return true;
        }
        // it was found by its IMSI, unless no card has that one
        return !subscribers.isOfAnother(request.msisdn(), sim.simId());
    }

    private AuthenticationReason prove(SignOn request, Subscriber sim) {
        byte[] sealed = sim.sealedPassword();
        if (sealed == null || sim.userName() == null) {
            return ACCEPTED; // many networks send a fixed name per access point: it proves nothing
        }
        if (request.credentials() instanceof Credentials.None) {
            return CREDENTIALS_MISSING;
        }
        if (!sim.userName().equalsIgnoreCase(request.userName())) {
            return WRONG_USER_NAME;
        }
        return request.credentials().match(unseal.apply(sealed)) ? ACCEPTED : WRONG_PASSWORD;
    }

    private static Authentication record(
            SignOn request, @Nullable Subscriber sim, SignOnAnswer answer) {
        boolean proved = sim != null && sim.sealedPassword() != null;
        var accepted = answer instanceof SignOnAnswer.Accepted a ? a : null;
        return new Authentication(
                Ids.next(),
                request.at(),
                request.nasId(),
                request.nasAddress(),
                sim == null ? null : sim.simId(),
                sim == null ? null : sim.organisationId(),
                request.userName(),
                request.msisdn(),
                request.imsi(),
                request.accessPoint(),
                proved ? request.credentials().method() : AuthenticationMethod.IDENTITY,
                accepted != null,
                answer.reason(),
                accepted == null ? null : accepted.address(),
                accepted == null ? null : accepted.sessionId(),
                request.imeisv());
    }
}
