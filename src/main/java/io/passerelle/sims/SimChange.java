package io.passerelle.sims;

import io.passerelle.sims.SimGuards.Expiry;
import java.util.List;
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
 * @param kind only the operator's people may set it
 * @param tags all of them; empty takes them away
 * @param imei the one device that may use it; empty takes the lock away
 * @param expiry when it is suspended or terminated by itself
 */
public record SimChange(
        @Nullable String label,
        @Nullable UUID groupId,
        @Nullable String userName,
        @Nullable String password,
        @Nullable SimStatus status,
        @Nullable String staticAddress,
        @Nullable UUID accessPointId,
        @Nullable SimKind kind,
        @Nullable List<String> tags,
        @Nullable String imei,
        @Nullable Boolean terminationProtected,
        @Nullable Expiry expiry) {

    /** Without tags and guards. */
    public SimChange(
            @Nullable String label,
            @Nullable UUID groupId,
            @Nullable String userName,
            @Nullable String password,
            @Nullable SimStatus status,
            @Nullable String staticAddress,
            @Nullable UUID accessPointId) {
        this(
                label,
                groupId,
                userName,
                password,
                status,
                staticAddress,
                accessPointId,
                null,
                null,
                null,
                null,
                null);
    }

    /** Only what the network has to do with; null leaves a part as it is. */
    public static SimChange network(
            @Nullable SimStatus status,
            @Nullable String staticAddress,
            @Nullable UUID accessPointId,
            @Nullable SimKind kind) {
        return new SimChange(
                null,
                null,
                null,
                null,
                status,
                staticAddress,
                accessPointId,
                kind,
                null,
                null,
                null,
                null);
    }

    /** Only other tags. */
    public static SimChange tags(List<String> tags) {
        return guards(tags, null, null, null);
    }

    /** Only another device it is locked to; empty for none. */
    public static SimChange device(String imei) {
        return guards(null, imei, null, null);
    }

    /** Only its protection from termination. */
    public static SimChange protection(boolean terminationProtected) {
        return guards(null, null, terminationProtected, null);
    }

    /** Only its date. */
    public static SimChange expiry(Expiry expiry) {
        return guards(null, null, null, expiry);
    }

    private static SimChange guards(
            @Nullable List<String> tags,
            @Nullable String imei,
            @Nullable Boolean terminationProtected,
            @Nullable Expiry expiry) {
        return new SimChange(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                tags,
                imei,
                terminationProtected,
                expiry);
    }

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
