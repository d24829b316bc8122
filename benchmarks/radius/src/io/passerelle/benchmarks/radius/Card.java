package io.passerelle.benchmarks.radius;

import io.passerelle.simulator.DemoPlan;
import io.passerelle.simulator.DemoPlans;
import io.passerelle.simulator.SimulatorSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscriber both servers know.
 *
 * @param number from 0, different for each
 * @param accessPoint what its terminal calls (Called-Station-Id)
 */
record Card(
        int number,
        String msisdn,
        String imsi,
        String userName,
        String password,
        String accessPoint) {

    /** Those of a demo of so many cards that sign on with name and password. */
    static List<Card> of(int sims) {
        DemoPlan plan = DemoPlans.plan(new SimulatorSettings(true, sims, 0, 17_000, 40));
        List<Card> cards = new ArrayList<>();
        for (DemoPlan.Card card : plan.sims()) {
            if (card.userName() != null
                    && card.password() != null
                    && card.staticAddress() == null
                    && card.status().equals("ACTIVE")) {
                cards.add(
                        new Card(
                                cards.size(),
                                card.msisdn(),
                                card.imsi(),
                                card.userName(),
                                card.password(),
                                accessPoint(plan, card)));
            }
        }
        return List.copyOf(cards);
    }

    private static String accessPoint(DemoPlan plan, DemoPlan.Card card) {
        return plan.accessPoints().stream()
                .filter(point -> point.id().equals(card.accessPoint()))
                .map(DemoPlan.AccessPoint::name)
                .findFirst()
                .orElseThrow();
    }

    /** The address its session is at. */
    InetAddress address() {
        try {
            int host = number + 256;
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (host >> 16), (byte) (host >> 8), (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // four bytes are an address
        }
    }
}
