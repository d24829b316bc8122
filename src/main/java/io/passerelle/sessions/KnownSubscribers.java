package io.passerelle.sessions;

import io.passerelle.accounts.Organisations;
import io.passerelle.sims.AccessPoint;
import io.passerelle.sims.AccessPoints;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.KnownSim;
import io.passerelle.sims.SimDirectory;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The platform's SIM cards as {@link Subscribers}. */
@Component
final class KnownSubscribers implements Subscribers {

    private final SimDirectory sims;
    private final AccessPoints accessPoints;
    private final Organisations organisations;
    private final GroupDirectory groups;

    KnownSubscribers(
            SimDirectory sims,
            AccessPoints accessPoints,
            Organisations organisations,
            GroupDirectory groups) {
        this.sims = sims;
        this.groups = groups;
        this.accessPoints = accessPoints;
        this.organisations = organisations;
    }

    @Override
    public @Nullable Subscriber byImsi(String imsi) {
        return subscriber(sims.byImsi(imsi));
    }

    @Override
    public @Nullable Subscriber byMsisdn(String msisdn) {
        return subscriber(sims.byMsisdn(msisdn));
    }

    @Override
    public boolean isOfAnother(String msisdn, UUID simId) {
        KnownSim owner = sims.byMsisdn(msisdn).orElse(null);
        return owner != null && !owner.id().equals(simId);
    }

    @Override
    public @Nullable Subscriber byUserName(String userName) {
        return subscriber(sims.byUserName(userName));
    }

    @Override
    public boolean isStatic(InetAddress address) {
        return sims.isStaticAddress(address);
    }

    private @Nullable Subscriber subscriber(Optional<KnownSim> found) {
        if (found.isEmpty()) {
            return null;
        }
        KnownSim sim = found.get();
        return new Subscriber(
                sim.id(),
                sim.organisationId(),
                sim.userName(),
                sim.sealedPassword(),
                rules(sim),
                sim.staticAddress(),
                sim.sessionLimit(),
                sim.status().admitsSignOn(sim.statusBefore()),
                organisations.tree().isEnabled(sim.organisationId()),
                sim.imei(),
                groups.byId(sim.groupId()).map(KnownGroup::name).orElse(""),
                !sim.kind().passesHere());
    }

    private @Nullable AccessPointRules rules(KnownSim sim) {
        AccessPoint point =
                sim.accessPointId() == null ? null : accessPoints.all().get(sim.accessPointId());
        return point == null
                ? null
                : new AccessPointRules(
                        point.name(),
                        point.pools(),
                        point.sessionTimeout(),
                        point.interimInterval());
    }
}
