package io.passerelle.relay;

import io.passerelle.connections.ConnectionJournal;
import io.passerelle.connections.LiveConnections;
import io.passerelle.egress.Ways;
import io.passerelle.network.Streams;
import io.passerelle.routing.AddressGuard;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.DestinationResolver;
import io.passerelle.routing.RouteTable;

/** What every terminal's connection of this node uses. All of it answers without waiting. */
record RelayServices(
        String node,
        RelayTuning tuning,
        TerminalLookup terminals,
        RouteTable routes,
        DestinationHealth health,
        DestinationResolver resolver,
        AddressGuard guard,
        Ways ways,
        Losses losses,
        ConnectionLimits limits,
        LiveConnections live,
        ConnectionJournal journal,
        RelayMetrics metrics) {

    /** The settings in force now. */
    RelaySettings settings() {
        return tuning.settings();
    }

    /** Opens connections to destinations. */
    Streams streams() {
        return tuning.streams();
    }
}
