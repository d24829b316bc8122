package io.passerelle.routing;

/** How a route's destinations are tested while nobody connects to them. */
public enum HealthCheck {
    /** Not at all: only the connections of terminals tell. */
    NONE,
    /** A TCP connection is opened and closed. */
    TCP,
    /** A TLS handshake is done; the certificate is not judged, the terminals do that. */
    TLS
}
