package io.passerelle.relay;

import io.passerelle.sessions.OnlineSession;
import io.passerelle.sessions.OnlineSessions;
import io.passerelle.sessions.SessionSeeker;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.KnownSim;
import io.passerelle.sims.SimDirectory;
import java.net.InetAddress;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is at an address, put together from three snapshots: sessions, SIM cards, groups. */
@Component
final class KnownTerminals implements TerminalLookup {

    private final OnlineSessions sessions;
    private final SessionSeeker seeker;
    private final SimDirectory sims;
    private final GroupDirectory groups;

    KnownTerminals(
            OnlineSessions sessions,
            SessionSeeker seeker,
            SimDirectory sims,
            GroupDirectory groups) {
        this.sessions = sessions;
        this.seeker = seeker;
        this.sims = sims;
        this.groups = groups;
    }

    @Override
    public @Nullable Terminal at(InetAddress source) {
        OnlineSession session = sessions.at(source);
        KnownSim sim = session == null ? null : sims.byId(session.simId()).orElse(null);
        if (session == null || sim == null) {
            return null;
        }
        return new Terminal(
                session.sessionId(),
                sim.id(),
                sim.iccid(),
                sim.organisationId(),
                sim.groupId(),
                sims.isAdmitted(sim),
                sim.maxConnections(),
                groups.byId(sim.groupId()).map(KnownGroup::maxConnections).orElse(null),
                sim.status().keepsRoutes());
    }

    @Override
    public @Nullable CompletionStage<Void> seek(InetAddress source) {
        return seeker.at(source);
    }
}
