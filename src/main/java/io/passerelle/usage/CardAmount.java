package io.passerelle.usage;

import java.util.UUID;

/** What one card carried in some time. */
public record CardAmount(
        UUID simId, String iccid, String label, UUID organisationId, UUID groupId, Amount amount) {}
