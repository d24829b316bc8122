package io.passerelle.sessions;

/**
 * A network access server as the data plane knows it.
 *
 * @param secret the shared secret, opened
 */
public record KnownNas(NetworkAccessServer server, byte[] secret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "KnownNas[" + server.name() + "]";
    }
}
