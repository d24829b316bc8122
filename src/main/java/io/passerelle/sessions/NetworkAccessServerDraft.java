package io.passerelle.sessions;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a network access server to be.
 *
 * @param network an address or a network such as {@code 10.0.0.0/28}
 * @param secret the shared secret; null keeps the present one
 * @param certificateName subject alternative name or common name of the RadSec client certificate;
 *     null or blank without RadSec
 */
public record NetworkAccessServerDraft(
        String name,
        String network,
        @Nullable String secret,
        MessageAuthenticatorPolicy messageAuthenticator,
        @Nullable String certificateName,
        boolean enabled) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "NetworkAccessServerDraft[" + name + ", " + network + "]";
    }
}
