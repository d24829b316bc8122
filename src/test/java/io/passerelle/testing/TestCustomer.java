package io.passerelle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A customer of the stories; it does everything over the API. */
public final class TestCustomer {

    private final UUID id;
    private final ApiCaller api;
    private final ApiCaller operator;

    TestCustomer(UUID id, ApiCaller api, ApiCaller operator) {
        this.id = id;
        this.api = api;
        this.operator = operator;
    }

    /** Its organisation. */
    public UUID id() {
        return id;
    }

    /** The API with the customer's token. */
    public ApiCaller api() {
        return api;
    }

    /** The operator allows it to reach servers on an internal network (M2M-26). */
    public TestCustomer mayReach(String network) {
        operator.post(
                        "/approved-networks",
                        """
                        {"organisationId": "%s", "network": "%s", "note": "stories"}\
                        """
                                .formatted(id, network))
                .expect(201);
        return this;
    }

    /** Imports new SIM cards from a CSV file into that group; its default one when empty. */
    public TestSim importsSim(String group) {
        TestSim sim = TestSim.fresh();
        api.csv("/sims/import", TestSim.CSV_HEADER + sim.csv(group)).expect(200);
        return sim;
    }

    /** The card as the API shows it. */
    public JsonNode shows(TestSim sim) {
        List<JsonNode> found = lists("/sims?search=" + sim.iccid());
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** Puts a tag on a card. */
    public void tags(String sim, String tag) {
        api.post(
                        "/sims/tags",
                        """
                        {"ids": ["%s"], "add": ["%s"]}\
                        """
                                .formatted(sim, tag))
                .expect(200);
    }

    /** Makes a group and tells its identifier. */
    public String makesGroup(String name) {
        return api.post("/groups", "{\"name\": \"%s\"}".formatted(name))
                .expect(201)
                .get("id")
                .asString();
    }

    /** The identifier of its default group. */
    public String defaultGroup() {
        for (JsonNode group : api.get("/groups").expect(200).get("items")) {
            if (group.get("isDefault").asBoolean()) {
                return group.get("id").asString();
            }
        }
        throw new AssertionError("no default group");
    }

    /**
     * Makes a route.
     *
     * @param destinations such as {@code 127.0.0.1:8000} or, with priority and share, {@code
     *     127.0.0.1:8000/1/2}
     * @return the route as the API shows it
     */
    public JsonNode makesRoute(String group, int inputPort, String... destinations) {
        return api.post("/routes", routeBody(group, inputPort, destinations)).expect(201);
    }

    /** Gives a route other destinations. */
    public JsonNode changesRoute(JsonNode route, String... destinations) {
        String body =
                routeBody(
                        route.get("groupId").asString(),
                        route.get("inputPort").asInt(),
                        destinations);
        return api.put("/routes/" + route.get("id").asString(), body).expect(200);
    }

    /** What the API lists below a path such as {@code /connections?simId=…}. */
    public List<JsonNode> lists(String path) {
        List<JsonNode> items = new java.util.ArrayList<>();
        api.get(path).expect(200).get("items").forEach(items::add);
        return items;
    }

    /** Waits until exactly so many are listed. */
    public List<JsonNode> sees(int count, String path, Duration within) {
        Instant start = Instant.now();
        return Eventually.get(
                within,
                () -> {
                    List<JsonNode> items = lists(path);
                    assertThat(items)
                            .as(path + " after " + Duration.between(start, Instant.now()))
                            .hasSize(count);
                    return items;
                });
    }

    /** What the API wants to know of a route. */
    public static String routeBody(String group, int inputPort, String... destinations) {
        List<String> parts = new java.util.ArrayList<>();
        for (String destination : destinations) {
            String[] fields = destination.split("/");
            int colon = fields[0].lastIndexOf(':');
            parts.add(
                    """
                    {"host": "%s", "port": %s, "priority": %s, "share": %s}\
                    """
                            .formatted(
                                    fields[0].substring(0, colon),
                                    fields[0].substring(colon + 1),
                                    fields.length > 1 ? fields[1] : "1",
                                    fields.length > 2 ? fields[2] : "1"));
        }
        return """
        {"groupId": "%s", "inputPort": %d, "type": "DEFAULT", "label": "story",
         "healthCheck": "NONE", "destinations": [%s]}\
        """
                .formatted(group, inputPort, String.join(",", parts));
    }
}
