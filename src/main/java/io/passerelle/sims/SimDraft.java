package io.passerelle.sims;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to add one SIM card; texts as typed, checked by {@link SimCards}.
 *
 * @param groupId null for the organisation's default group
 * @param password in clear; sealed before it is kept
 */
public record SimDraft(
        UUID organisationId,
        @Nullable UUID groupId,
        @Nullable UUID accessPointId,
        String iccid,
        @Nullable String msisdn,
        @Nullable String imsi,
        String operator,
        SimStatus status,
        String label,
        @Nullable String userName,
        @Nullable String password,
        @Nullable String staticAddress) {

    @Override
    public String toString() {
        return "SimDraft[" + iccid + "]"; // never the password
    }
}
