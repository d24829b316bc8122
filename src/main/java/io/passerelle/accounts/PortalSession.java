package io.passerelle.accounts;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody signed in to the portal.
 *
 * @param address where from
 * @param browser what the browser calls itself; empty when it does not
 */
public record PortalSession(
        UUID id, UUID accountId, String address, String browser, Instant createdAt) {}
