package io.passerelle.benchmarks.relay;

import io.passerelle.simulator.DemoPlan;
import io.passerelle.simulator.DemoPlans;
import io.passerelle.simulator.SimulatorSettings;
import io.passerelle.simulator.listen.NetworkAccessServer;
import io.passerelle.simulator.listen.PacketSession;
import io.passerelle.simulator.listen.Subscriber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Prepares a running Passerelle: signs cards of its demo on and gives their group a route to the
 * server.
 */
final class Terminals {

    private static final int ROUTE_PORT = 4009;

    private final InetSocketAddress gateway;
    private final int shift;
    private final DemoPlan plan;

    /**
     * What a Passerelle started by this benchmark listens on.
     *
     * @param cards how many SIM cards its demo has
     */
    Terminals(String address, int shift, int cards) {
        this.gateway = new InetSocketAddress(address, ROUTE_PORT + shift);
        this.shift = shift;
        this.plan = DemoPlans.plan(new SimulatorSettings(true, cards, 0, 17_000, 40));
    }

    /** Where the relay listens for them. */
    InetSocketAddress relay() {
        return gateway;
    }

    /** Signs every card of one group on. */
    List<InetAddress> signOn() throws IOException, InterruptedException {
        var nas =
                new NetworkAccessServer(
                        InetAddress.ofLiteral("127.0.0.1"),
                        new InetSocketAddress(gateway.getAddress(), 1812 + shift),
                        new InetSocketAddress(gateway.getAddress(), 1813 + shift),
                        DemoPlan.RADIUS_SECRET);
        List<InetAddress> addresses = new ArrayList<>();
        for (DemoPlan.Card card : plan.sims()) {
            if (card.group().equals(group().id())) {
                var subscriber =
                        new Subscriber(
                                card.msisdn(),
                                card.imsi(),
                                plan.accessPoints().getFirst().name(),
                                card.userName(),
                                card.password(),
                                false,
                                false);
                nas.signOn(subscriber).map(PacketSession::address).ifPresent(addresses::add);
            }
        }
        if (addresses.isEmpty()) {
            throw new IOException("no card could sign on");
        }
        return addresses;
    }

    /** Routes the group's port to the server. */
    void route(String api, String token, InetSocketAddress server)
            throws IOException, InterruptedException {
        String body =
                """
                {"groupId": "%s", "inputPort": %d, "type": "DEFAULT", "label": "benchmark",
                 "healthCheck": "NONE",
                 "destinations": [{"host": "%s", "port": %d, "priority": 1, "share": 1}]}\
                """
                        .formatted(
                                group().id(), ROUTE_PORT, server.getHostString(), server.getPort());
        var request =
                HttpRequest.newBuilder(URI.create(api + "/routes"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IOException("no route: " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    private DemoPlan.Group group() {
        return plan.groups().stream().filter(group -> !group.isDefault()).findFirst().orElseThrow();
    }
}
