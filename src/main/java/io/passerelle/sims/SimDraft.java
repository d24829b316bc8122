package io.passerelle.sims;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to add one SIM card; texts as typed, checked by {@link SimCards}.
 *
 * @param kind by whose access point it reaches its servers
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
        SimKind kind,
        SimStatus status,
        String label,
        @Nullable String userName,
        @Nullable String password,
        @Nullable String staticAddress) {

    /** One of the platform's access points. */
    public SimDraft(
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
        this(
                organisationId,
                groupId,
                accessPointId,
                iccid,
                msisdn,
                imsi,
                operator,
                SimKind.PRIVATE,
                status,
                label,
                userName,
                password,
                staticAddress);
    }

    @Override
    public String toString() {
        return "SimDraft[" + iccid + "]"; // never the password
    }
}
