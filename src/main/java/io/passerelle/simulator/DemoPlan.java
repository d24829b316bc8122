package io.passerelle.simulator;

import io.passerelle.foundation.Cidr;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything the demo consists of, as plain data: the same at every start, so that manuals, stories
 * and screenshots agree.
 *
 * @param organisations parents before their children
 * @param accounts who can sign in
 * @param accessPoints where terminals sign on
 * @param networkAccessServers who may speak RADIUS
 * @param groups groups of SIM cards
 * @param sims the cards
 * @param routes the groups' routes
 * @param approvals internal networks the operator allows as destinations
 */
public record DemoPlan(
        List<Org> organisations,
        List<Person> accounts,
        List<AccessPoint> accessPoints,
        List<Nas> networkAccessServers,
        List<Group> groups,
        List<Card> sims,
        List<Way> routes,
        List<Approval> approvals) {

    /** The password of every account of the demo; that is why it stays on loopback. */
    public static final String PASSWORD = "passerelle-demo";

    /** The shared secret of every network access server of the demo. */
    public static final String RADIUS_SECRET = "demo-radius-secret";

    /** The login of the operator's account. */
    public static final String OPERATOR = "operateur";

    /** The login of one customer's account, the one {@code demo.env} names. */
    public static final String CUSTOMER = "fournil";

    /** The login of a colleague there who may only look. */
    public static final String READER = "fournil-lecture";

    /** An organisation; {@code parent} is null for the operator. */
    public record Org(UUID id, @Nullable UUID parent, String kind, String name, String reference) {}

    /** An account. */
    public record Person(
            UUID id,
            UUID organisation,
            String login,
            String title,
            String firstName,
            String lastName,
            String language,
            List<String> rights) {}

    /** An access point with its pools. */
    public record AccessPoint(UUID id, String name, List<String> pools) {}

    /**
     * A network access server, known by the network its packets come from.
     *
     * @param simulated whether the simulated mobile network plays it
     */
    public record Nas(UUID id, String name, Cidr network, boolean simulated) {}

    /** A group of SIM cards; {@code profile} says what is in it. */
    public record Group(
            UUID id,
            UUID organisation,
            String name,
            boolean isDefault,
            @Nullable Profile profile) {}

    /**
     * A SIM card.
     *
     * @param password null for one known by its IMSI alone
     * @param isPublic whether it goes straight to the Internet, and has no business at its access
     *     point
     */
    public record Card(
            UUID id,
            UUID organisation,
            UUID group,
            UUID accessPoint,
            String iccid,
            String msisdn,
            String imsi,
            String operator,
            String status,
            boolean roaming,
            List<String> options,
            String label,
            @Nullable String userName,
            @Nullable String password,
            @Nullable String staticAddress,
            boolean isPublic) {}

    /** A route. */
    public record Way(
            UUID id,
            UUID organisation,
            UUID group,
            int port,
            String type,
            String label,
            String healthCheck,
            List<Goal> goals) {}

    /** One destination of a route. */
    public record Goal(String host, int port, int priority, int share) {}

    /** A network allowed as a destination of one organisation and all below it. */
    public record Approval(UUID id, UUID organisation, Cidr network, String note) {}
}
