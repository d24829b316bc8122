package io.passerelle.simulator;

import io.passerelle.simulator.DemoPlan.Goal;
import io.passerelle.simulator.DemoPlan.Group;
import io.passerelle.simulator.DemoPlan.Way;
import java.util.List;

/** The routes of one group of the demo: every type, several priorities, unequal shares. */
final class DemoWays {

    private final Group group;
    private final int before;
    private final int firstPort;

    /**
     * @param before how many routes there are already
     * @param firstPort the first port of the simulated servers
     */
    DemoWays(Group group, int before, int firstPort) {
        this.group = group;
        this.before = before;
        this.firstPort = firstPort;
    }

    List<Way> payment() {
        return List.of(
                way(
                        1,
                        4001,
                        "DEFAULT",
                        "Autorisations",
                        "TCP",
                        goal(DemoServer.ACQUIRER_PARIS, 1, 2),
                        goal(DemoServer.ACQUIRER_LYON, 1, 1),
                        goal(DemoServer.ACQUIRER_BREST, 1, 1),
                        goal(DemoServer.ACQUIRER_SPARE, 2, 1)),
                way(2, 4002, "DEFAULT", "Télécollecte", "TCP", goal(DemoServer.COLLECTION, 1, 1)));
    }

    List<Way> paymentWithSilentSpare() {
        return List.of(
                way(
                        1,
                        4001,
                        "DEFAULT",
                        "Autorisations",
                        "TCP",
                        goal(DemoServer.ACQUIRER_BREST, 1, 1),
                        goal(DemoServer.ACQUIRER_SPARE, 2, 3),
                        goal(DemoServer.ACQUIRER_LYON, 2, 1)),
                way(2, 4003, "DEFAULT", "Carte Vitale", "NONE", goal(DemoServer.SILENT, 1, 1)));
    }

    List<Way> sensors() {
        return List.of(
                way(
                        1,
                        1883,
                        "MQTT",
                        "Fours et chambres froides",
                        "TCP",
                        goal(DemoServer.BROKER, 1, 1)));
    }

    List<Way> vehicles() {
        return List.of(
                way(1, 8883, "MQTTS", "Suivi de flotte", "TLS", goal(DemoServer.BROKER_TLS, 1, 1)));
    }

    List<Way> readings() {
        return List.of(
                way(
                        1,
                        80,
                        "HTTP",
                        "Relevés",
                        "TCP",
                        goal(DemoServer.READINGS_NORTH, 1, 1),
                        goal(DemoServer.READINGS_SOUTH, 1, 1)));
    }

    List<Way> heat() {
        return List.of(
                way(
                        1,
                        443,
                        "HTTPS",
                        "Relevés de chaleur",
                        "TLS",
                        goal(DemoServer.HEAT, 1, 1),
                        goal(DemoServer.HEAT_BY_NAME, 2, 1)));
    }

    List<Way> unapproved() {
        return List.of(way(1, 443, "HTTPS", "Images", "NONE", goal(DemoServer.HEAT, 1, 1)));
    }

    private Goal goal(DemoServer server, int priority, int share) {
        return new Goal(server.host(), server.port(firstPort), priority, share);
    }

    private Way way(int number, int port, String type, String label, String check, Goal... goals) {
        return new Way(
                DemoIds.of(DemoIds.Kind.ROUTE, before + number),
                group.organisation(),
                group.id(),
                port,
                type,
                label,
                check,
                List.of(goals));
    }
}
