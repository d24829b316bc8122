package io.passerelle.connections;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a connection ended: who ended it, and how far it had come. The one closed list that is metric
 * label, log key, record column and, as bundle key {@code end.<key>}, the text people read.
 */
public enum EndReason {
    /** No open RADIUS session has the source address. */
    NO_SESSION(Party.GATEWAY, Phase.ACCEPTED),
    /** A load balancer in front sent no PROXY protocol header, or none that can be understood. */
    PROXY_HEADER(Party.GATEWAY, Phase.ACCEPTED),
    /** Connections came faster from one address than allowed. */
    ACCEPT_RATE(Party.GATEWAY, Phase.ACCEPTED),
    /** Connections came faster from everywhere together than the gateway may take them. */
    OVERLOADED(Party.GATEWAY, Phase.ACCEPTED),
    /** The gateway carries as many connections as it may. */
    LIMIT_TOTAL(Party.GATEWAY, Phase.ACCEPTED),
    /** The card's status or its organisation does not let it use the network. */
    SIM_NOT_ADMITTED(Party.GATEWAY, Phase.IDENTIFIED),
    /** The card's status keeps no routes: it is not in service yet, or no longer. */
    SIM_WITHOUT_ROUTES(Party.GATEWAY, Phase.IDENTIFIED),
    /** The card has as many connections as it may. */
    LIMIT_SIM(Party.GATEWAY, Phase.IDENTIFIED),
    /** The card's group has as many connections as it may. */
    LIMIT_GROUP(Party.GATEWAY, Phase.IDENTIFIED),
    /** The card's group has no route on this port. */
    NO_ROUTE(Party.GATEWAY, Phase.IDENTIFIED),
    /** As many connections wait for a destination as may, or too many of this group. */
    LIMIT_DIALLING(Party.GATEWAY, Phase.IDENTIFIED),
    /** Every address of every destination is internal and not approved. */
    NO_DESTINATION_ALLOWED(Party.GATEWAY, Phase.DIALLING),
    /** No destination took the connection. */
    ALL_DESTINATIONS_FAILED(Party.DESTINATION, Phase.DIALLING),
    /** Trying the destinations took longer than it may. */
    DIAL_TIMEOUT(Party.GATEWAY, Phase.DIALLING),
    /** The terminal left before a destination answered. */
    CLIENT_GONE_WHILE_CONNECTING(Party.TERMINAL, Phase.DIALLING),
    /** The terminal ended first, in order. */
    CLIENT_CLOSED(Party.TERMINAL, Phase.RELAYING),
    /** The destination ended first, in order. */
    DESTINATION_CLOSED(Party.DESTINATION, Phase.RELAYING),
    /** The terminal broke it off. */
    CLIENT_RESET(Party.TERMINAL, Phase.RELAYING),
    /** The destination broke it off. */
    DESTINATION_RESET(Party.DESTINATION, Phase.RELAYING),
    /** Neither side sent anything for as long as the route allows. */
    IDLE_TIMEOUT(Party.GATEWAY, Phase.RELAYING),
    /** It lasted as long as any connection may. */
    TOTAL_TIMEOUT(Party.GATEWAY, Phase.RELAYING),
    /** The terminal's RADIUS session ended. */
    SESSION_ENDED(Party.NETWORK, Phase.RELAYING),
    /** The card was suspended or terminated, or its organisation disabled. */
    SIM_BARRED(Party.GATEWAY, Phase.RELAYING),
    /** A person ended it. */
    CUT(Party.OPERATOR, Phase.RELAYING),
    /** The route no longer led to its destination, and cuts what is open then. */
    DESTINATION_REMOVED(Party.GATEWAY, Phase.RELAYING),
    /** The route no longer led to its destination, and the drain the route grants was over. */
    DRAINED_AFTER_REMOVAL(Party.GATEWAY, Phase.RELAYING),
    /** Its destination was marked down, and the route cuts what is open then. */
    DESTINATION_DOWN(Party.GATEWAY, Phase.RELAYING),
    /** Its destination was marked down, and the drain the route grants was over. */
    DRAINED_AFTER_FAILURE(Party.GATEWAY, Phase.RELAYING),
    /** The gateway stopped. */
    GATEWAY_STOPPED(Party.GATEWAY, Phase.RELAYING),
    /** The gateway's process was killed or its machine failed; the next start found it out. */
    GATEWAY_FAILED(Party.GATEWAY, Phase.RELAYING),
    /** A mistake in the gateway itself; its log tells. */
    FAULT(Party.GATEWAY, Phase.RELAYING);

    /** Who ends connections. */
    public enum Party {
        /** The device with the SIM card. */
        TERMINAL,
        /** The server the route leads to. */
        DESTINATION,
        /** Passerelle, by its rules and limits. */
        GATEWAY,
        /** The mobile network. */
        NETWORK,
        /** Staff. */
        OPERATOR
    }

    /** How far a connection comes. */
    public enum Phase {
        /** It was taken from the network. */
        ACCEPTED,
        /** Its SIM card is known. */
        IDENTIFIED,
        /** Destinations are being tried. */
        DIALLING,
        /** Bytes flow. */
        RELAYING
    }

    private final Party party;
    private final Phase phase;

    EndReason(Party party, Phase phase) {
        this.party = party;
        this.phase = phase;
    }

    /** Who ended it. */
    public Party party() {
        return party;
    }

    /** The phase this reason usually ends. */
    public Phase phase() {
        return phase;
    }

    /** Whether the terminal did not get what it wanted. */
    public boolean isRefusal() {
        return phase != Phase.RELAYING;
    }

    /** Lower case with underscores: metric label, log key, column, and end of the bundle key. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason of a key. */
    public static Optional<EndReason> ofKey(String key) {
        return Arrays.stream(values()).filter(reason -> reason.key().equals(key)).findFirst();
    }
}
