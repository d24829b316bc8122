package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
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
        int version) {

    /** Whether its Access-Requests must be signed now. */
    public boolean requiresSignature() {
        return switch (messageAuthenticator) {
            case YES -> true;
            case NO -> false;
            case AUTO -> signsRequests;
        };
    }
}
