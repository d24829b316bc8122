package io.passerelle.routing;

import io.passerelle.foundation.Cidr;
import java.time.Instant;
import java.util.UUID;

/**
 * An internal network that connections of an organisation, and of all below it, may go to (SPEC
 * M2M-26).
 *
 * @param note why, up to 200 characters
 * @param approvedBy the login of who allowed it
 */
public record ApprovedNetwork(
        UUID id,
        UUID organisationId,
        Cidr network,
        String note,
        String approvedBy,
        Instant approvedAt) {}
