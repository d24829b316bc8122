package io.passerelle.sessions;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a network access server to be.
 *
 * @param network an address or a network such as {@code 10.0.0.0/28}
 * @param secret the shared secret; null keeps the present one
 * @param certificateName subject alternative name or common name of the RadSec client certificate;
 *     null or blank without RadSec
 * @param signedOrders whether Disconnect- and CoA-Requests carry a Message-Authenticator
 * @param tellsGroup whether it gets the card's group as Filter-Id, and learns when that changes
 */
public record NetworkAccessServerDraft(
        String name,
        String network,
        @Nullable String secret,
        MessageAuthenticatorPolicy messageAuthenticator,
        @Nullable String certificateName,
        boolean enabled,
        boolean signedOrders,
        boolean tellsGroup) {

    /** One whose orders are signed, and which is not told groups. */
    public NetworkAccessServerDraft(
            String name,
            String network,
            @Nullable String secret,
            MessageAuthenticatorPolicy messageAuthenticator,
            @Nullable String certificateName,
            boolean enabled) {
        this(name, network, secret, messageAuthenticator, certificateName, enabled, true, false);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "NetworkAccessServerDraft[" + name + ", " + network + "]";
    }
}
