package io.passerelle.benchmarks.scale;

import io.passerelle.simulator.listen.NetworkAccessServer;
import io.passerelle.simulator.listen.Subscriber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How long a route takes from being saved until a terminal's next connection follows it. The
 * terminal has a card of its own, which is added, activated and signed on when it is not: what
 * others did to the cards of data that are kept does not matter.
 */
final class RouteChange {

    private static final String ICCID = "8933999999999999998";
    private static final String MSISDN = "33699999998";
    private static final String IMSI = "208019999999998";
    private static final String ADDRESS = "127.28.1.250";
    private static final int CHANGES = 20;
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final double LIMIT_MILLIS = 1_000;

    private final Api operator;
    private final String gateway;
    private final int shift;

    RouteChange(String portal, String gateway, int shift) {
        this.operator = new Api(portal, "operator");
        this.gateway = gateway;
        this.shift = shift;
    }

    void measure(Measured measured) throws Exception {
        JsonNode card = card();
        JsonNode route = route(card.get("groupId").asString());
        String path = "/routes/" + route.get("id").asString();
        try (var nas = nas();
                var one = new Answering('1');
                var two = new Answering('2')) {
            signOn(nas, card.get("accessPoint").asString());
            change(path, route, one); // once more than counts, and it shows that all is in order
            List<Double> millis = new ArrayList<>();
            for (int round = 0; round < CHANGES; round++) {
                millis.add(change(path, route, round % 2 == 0 ? two : one));
            }
            millis.sort(null);
            measured.tell(
                    "",
                    "route saved until the relay uses it, " + CHANGES,
                    millis.get(CHANGES / 2),
                    millis.getLast(),
                    "ms",
                    LIMIT_MILLIS);
        }
    }

    /** Saves the route to another server and connects until that one answers; milliseconds. */
    private double change(String path, JsonNode route, Answering wanted) throws Exception {
        String version = operator.whole(path).headers().firstValue("ETag").orElse("*");
        long start = System.nanoTime();
        operator.put(path, version, body(route, wanted.port()));
        while (ask() != wanted.letter()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IOException(
                        "a route change was not in force after 20 s; the terminal's last connection: "
                                + operator.get("/connections?search=" + ADDRESS + "&limit=1"));
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** The card, active; that of the largest customer's first card's group. */
    private JsonNode card() throws Exception {
        JsonNode found = operator.get("/sims?iccid=" + ICCID).get("items");
        if (found.isEmpty()) {
            JsonNode neighbour = operator.get("/sims?search=33600000003").get("items").get(0);
            return operator.post(
                    "/sims",
                    """
                    {"organisationId": "%s", "groupId": "%s", "accessPointId": "%s", "iccid": "%s", "msisdn": "%s",
                     "imsi": "%s", "staticAddress": "%s", "status": "ACTIVE", "label": "Benchmark"}\
                    """
                            .formatted(
                                    neighbour.get("organisationId").asString(),
                                    neighbour.get("groupId").asString(),
                                    neighbour.get("accessPointId").asString(),
                                    ICCID,
                                    MSISDN,
                                    IMSI,
                                    ADDRESS));
        }
        return found.get(0);
    }

    private JsonNode route(String group) throws Exception {
        return operator.get("/routes?groupId=" + group + "&inputPort=4001").get("items").get(0);
    }

    private NetworkAccessServer nas() throws IOException {
        return new NetworkAccessServer(
                InetAddress.ofLiteral("127.28.2.1"),
                new InetSocketAddress(gateway, 1812 + shift),
                new InetSocketAddress(gateway, 1813 + shift),
                Data.RADIUS_SECRET);
    }

    /** A card that was just added is known a moment later. */
    private static void signOn(NetworkAccessServer nas, String accessPoint) throws Exception {
        var subscriber = new Subscriber(MSISDN, IMSI, accessPoint, null, null, false, false);
        long start = System.nanoTime();
        while (nas.signOn(subscriber).isEmpty()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IOException("the benchmark's card cannot sign on: its attempts say why");
            }
            Thread.sleep(100);
        }
    }

    private static String body(JsonNode route, int port) {
        return """
        {"groupId": "%s", "inputPort": 4001, "type": "DEFAULT", "label": "Payments", "healthCheck": "NONE",
         "destinations": [{"host": "127.0.0.1", "port": %d, "priority": 1, "share": 1}]}\
        """
                .formatted(route.get("groupId").asString(), port);
    }

    /** What the server behind the relay says; 0 when there was none. */
    private int ask() throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(ADDRESS, 0));
            socket.connect(new InetSocketAddress(gateway, 4001 + shift), 1_000);
            socket.setSoTimeout(500);
            return Math.max(0, socket.getInputStream().read());
        } catch (SocketTimeoutException | SocketException e) {
            return 0;
        }
    }
}
