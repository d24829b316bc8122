package io.passerelle.simulator;

import io.passerelle.foundation.Cidr;
import io.passerelle.simulator.DemoPlan.AccessPoint;
import io.passerelle.simulator.DemoPlan.Card;
import io.passerelle.simulator.DemoPlan.Group;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The demo's SIM cards, spread over the groups; most in order, some in every other state a card can
 * be in.
 */
final class DemoCards {

    private static final List<String> OPERATORS = List.of("Orange", "SFR", "Bouygues Telecom");
    private static final List<String> NETWORKS = List.of("20801", "20810", "20820");
    private static final List<String> TOWNS =
            List.of(
                    "Rennes",
                    "Nantes",
                    "Brest",
                    "Quimper",
                    "Lorient",
                    "Vannes",
                    "Lyon",
                    "Vienne",
                    "Valence",
                    "Grenoble",
                    "Annecy",
                    "Saint-Étienne");
    private static final List<String> RARE =
            List.of(
                    "SUSPENDED",
                    "ACTIVATABLE",
                    "ACTIVATION_REQUESTED",
                    "SUSPENSION_REQUESTED",
                    "REACTIVATION_REQUESTED",
                    "IN_REPLACEMENT",
                    "TERMINATION_REQUESTED",
                    "TERMINATED",
                    "ORDERED");
    private static final Cidr FIXED = Cidr.of("127.70.0.0/16");

    private final List<Group> groups;
    private final List<AccessPoint> accessPoints;

    DemoCards(List<Group> groups, List<AccessPoint> accessPoints) {
        this.groups = groups;
        this.accessPoints = accessPoints;
    }

    List<Card> make(int count) {
        List<Group> seats = new ArrayList<>();
        for (Group group : groups) {
            seats.addAll(Collections.nCopies(group.profile() == null ? 1 : 4, group));
        }
        Map<UUID, Integer> turns = new HashMap<>();
        List<Card> cards = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            Group group = seats.get(number % seats.size());
            cards.add(card(number, group, turns.merge(group.id(), 1, Integer::sum)));
        }
        return List.copyOf(cards);
    }

    /**
     * @param number which card of all, from 0
     * @param turn which card of its group, from 1
     */
    private Card card(int number, Group group, int turn) {
        int network = number % OPERATORS.size();
        boolean direct = group.profile() == null && turn % 4 == 1;
        boolean named = !direct && turn % 3 != 0; // the third kind signs on by its IMSI alone
        return new Card(
                DemoIds.of(DemoIds.Kind.SIM, number + 1),
                group.organisation(),
                group.id(),
                accessPoints.get(group.profile() == Profile.PAYMENT ? 0 : 1).id(),
                iccid(number),
                "33700%06d".formatted(number),
                NETWORKS.get(network) + "%010d".formatted(number + 1),
                OPERATORS.get(network),
                turn % 12 == 0 ? RARE.get(turn / 12 % RARE.size()) : "ACTIVE",
                turn % 17 == 0,
                turn % 5 == 0 ? List.of("DATA", "SMS") : List.of("DATA"),
                direct ? screen(turn) : label(group, turn),
                named ? "sim%06d@passerelle".formatted(number) : null,
                named ? password(number) : null,
                turn % 10 == 9 && !direct && number < 60_000
                        ? FIXED.at(number + 1L).getHostAddress()
                        : null,
                direct);
    }

    /** What goes straight to the Internet. */
    private static String screen(int turn) {
        return "Écran publicitaire %d – %s".formatted(turn, TOWNS.get(turn % TOWNS.size()));
    }

    private static String label(Group group, int turn) {
        Profile profile = group.profile();
        return profile == null
                ? "Réserve %d".formatted(turn)
                : "%s %d – %s".formatted(profile.label(), turn, TOWNS.get(turn % TOWNS.size()));
    }

    private static String password(int number) {
        return "pw-%06x".formatted(number * 2_654_435L & 0xff_ffff);
    }

    /** Country 33, an issuer of nobody's, the number and its check digit (ITU-T E.118). */
    static String iccid(int number) {
        String body = "893399%012d".formatted(number);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return body + (10 - sum % 10) % 10;
    }
}
