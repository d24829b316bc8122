package io.passerelle.sessions;

import java.net.InetAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A SIM card as RADIUS sees it.
 *
 * @param userName the name it must give; null when it is known by its IMSI or number alone
 * @param sealedPassword the password that goes with the name
 * @param accessPoint the access point it signs on at; null for none
 * @param staticAddress the address it always gets; null for one of a pool
 * @param sessionLimit how many sessions it may have at once, 1 to 16
 * @param statusAdmits whether its status lets it sign on
 * @param organisationEnabled whether its organisation and all above are enabled
 * @param imei the one device that may use it, 14 digits; null for any
 * @param group the name of its group
 * @param isPublic whether it belongs on the mobile operator's access point, and not here
 */
public record Subscriber(
        UUID simId,
        UUID organisationId,
        @Nullable String userName,
        byte @Nullable [] sealedPassword,
        @Nullable AccessPointRules accessPoint,
        @Nullable InetAddress staticAddress,
        int sessionLimit,
        boolean statusAdmits,
        boolean organisationEnabled,
        @Nullable String imei,
        String group,
        boolean isPublic) {

    /** Of a card in any device, in a group without a name. */
    public Subscriber(
            UUID simId,
            UUID organisationId,
            @Nullable String userName,
            byte @Nullable [] sealedPassword,
            @Nullable AccessPointRules accessPoint,
            @Nullable InetAddress staticAddress,
            int sessionLimit,
            boolean statusAdmits,
            boolean organisationEnabled) {
        this(
                simId,
                organisationId,
                userName,
                sealedPassword,
                accessPoint,
                staticAddress,
                sessionLimit,
                statusAdmits,
                organisationEnabled,
                null,
                "",
                false);
    }
}
