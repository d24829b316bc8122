package io.passerelle.accounts;

import java.util.Set;
import java.util.UUID;

/**
 * What a node keeps in memory of an account.
 *
 * @param language {@code fr} or {@code en}
 * @param zone an IANA time zone
 */
public record KnownAccount(
        UUID id,
        UUID organisationId,
        String login,
        String displayName,
        String language,
        String zone,
        String colorScheme,
        boolean enabled,
        Set<Right> rights) {}
