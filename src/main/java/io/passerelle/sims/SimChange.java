package io.passerelle.sims;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to change of a card; null leaves a part as it is.
 *
 * @param label up to 120 characters
 * @param groupId a group of the same organisation
 * @param userName empty takes it away: the card is then known by IMSI or telephone number alone
 * @param password in clear; empty takes it away
 * @param status only the operator's people may set it by hand
 * @param staticAddress empty takes it away; only the operator's people may set it
 * @param accessPointId only the operator's people may set it
 */
public record SimChange(
        @Nullable String label,
        @Nullable UUID groupId,
        @Nullable String userName,
        @Nullable String password,
        @Nullable SimStatus status,
        @Nullable String staticAddress,
        @Nullable UUID accessPointId) {

    /** Only another label. */
    public static SimChange label(String label) {
        return new SimChange(label, null, null, null, null, null, null);
    }

    /** Only another group. */
    public static SimChange group(UUID groupId) {
        return new SimChange(null, groupId, null, null, null, null, null);
    }

    @Override
    public String toString() {
        return "SimChange"; // never the password
    }
}
