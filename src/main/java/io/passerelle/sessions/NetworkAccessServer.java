package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A network access server (GGSN, PGW), or several that share a secret. The secret itself is never
 * shown.
 *
 * @param network where its requests come from
 * @param signsRequests whether a signed request was ever seen
 * @param certificateName of its RadSec client certificate; null without RadSec
 * @param signedOrders whether Disconnect- and CoA-Requests carry a Message-Authenticator
 * @param tellsGroup whether it gets the card's group as Filter-Id, and learns when that changes
 */
public record NetworkAccessServer(
        UUID id,
        String name,
        Cidr network,
        MessageAuthenticatorPolicy messageAuthenticator,
        boolean signsRequests,
        @Nullable String certificateName,
        boolean enabled,
        Instant createdAt,
        int version,
        boolean signedOrders,
        boolean tellsGroup) {

    /** One whose orders are signed, and which is not told groups. */
    public NetworkAccessServer(
            UUID id,
            String name,
            Cidr network,
            MessageAuthenticatorPolicy messageAuthenticator,
            boolean signsRequests,
            @Nullable String certificateName,
            boolean enabled,
            Instant createdAt,
            int version) {
        this(
                id,
                name,
                network,
                messageAuthenticator,
                signsRequests,
                certificateName,
                enabled,
                createdAt,
                version,
                true,
                false);
    }

    /**
     * Where its orders go: the box itself when it is one of its network, else the only address
     * there is. What a packet says of its sender is never believed beyond that.
     *
     * @return null when the box is unknown among several
     */
    public @Nullable InetAddress destination(@Nullable InetAddress box) {
        if (box != null && network.contains(box)) {
            return box;
        }
        InetAddress only = network.address();
        return network.prefix() == only.getAddress().length * Byte.SIZE ? only : null;
    }

    /** Whether its Access-Requests must be signed now. */
    public boolean requiresSignature() {
        return switch (messageAuthenticator) {
            case YES -> true;
            case NO -> false;
            case AUTO -> signsRequests;
        };
    }
}
