package io.passerelle.accounts;

import io.passerelle.foundation.Visible;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person or program that acts, with what it sees and may do at this moment.
 *
 * @param organisationId the organisation of the account
 * @param kind what that organisation is
 * @param rights what the account, and the token where one is used, may do
 * @param locale the language of messages
 * @param zone the zone times are shown in
 * @param colorScheme {@code system}, {@code light} or {@code dark}
 * @param visible whose objects are seen
 * @param address where the request comes from, for the audit; empty for the system itself
 * @param tokenId the API token the program came by; null for a person, and the system itself
 */
public record Viewer(
        UUID accountId,
        String login,
        String displayName,
        UUID organisationId,
        OrganisationKind kind,
        Set<Right> rights,
        Locale locale,
        ZoneId zone,
        String colorScheme,
        Visible visible,
        String address,
        @Nullable UUID tokenId) {

    /** Whether the viewer has a right. */
    public boolean has(Right right) {
        return rights.contains(right);
    }

    /** Whether the viewer sees objects of an organisation; objects of none are the operator's. */
    public boolean sees(@Nullable UUID organisation) {
        return visible.includes(organisation);
    }

    /** Whether the viewer belongs to the operator. */
    public boolean isOperator() {
        return kind == OrganisationKind.OPERATOR;
    }
}
