package io.passerelle.sims;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to make or change a group.
 *
 * @param organisationId cannot be changed later
 * @param name 1 to 80 characters, different within the organisation
 * @param maxConnections 1 to 1,000,000; null for no limit of its own
 */
public record SimGroupDraft(UUID organisationId, String name, @Nullable Integer maxConnections) {}
