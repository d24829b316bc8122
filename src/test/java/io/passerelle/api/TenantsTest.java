package io.passerelle.api;

import static io.passerelle.api.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiClient.Answer;
import io.passerelle.foundation.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Another customer's object does not exist: every operation of the OpenAPI document that names an
 * object is called with one of somebody else's, is answered with 404, and recorded.
 */
@ExtendWith(ApiServer.Extension.class)
class TenantsTest {

    private final ApiServer server;
    private final ApiClient martin;
    private final ApiClient dupont;
    private final ApiClient operator;

    TenantsTest(ApiServer server) {
        this.server = server;
        this.martin = server.as(server.martin.token());
        this.dupont = server.as(server.dupont.token());
        this.operator = server.as(server.operatorToken);
    }

    @TestFactory
    List<DynamicTest> everyOperationOnSomebodyElsesObjectIsNotFoundAndRecorded() {
        Map<String, UUID> theirs = objectsOfDupont();
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode paths = server.as("").get("/api/openapi.json").json().get("paths");
        for (String path : paths.propertyNames()) {
            if (path.endsWith("/{id}")) {
                for (String method : paths.get(path).propertyNames()) {
                    tests.add(
                            DynamicTest.dynamicTest(
                                    method + " " + path, () -> assertHidden(method, path, theirs)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    private void assertHidden(String method, String path, Map<String, UUID> theirs) {
        String resource = path.replace("/api/v1/", "").replace("/{id}", "");
        UUID id = theirs.get(resource);
        assertThat(id).as("an object for " + path).isNotNull();
        long before = recorded(id);

        String body =
                BODIES.getOrDefault(
                        resource,
                        EVENT_BODIES.getOrDefault(
                                resource,
                                HELP_BODIES.getOrDefault(
                                        resource, OrderRows.BODIES.get(resource))));
        boolean bodiless = method.equals("get") || method.equals("delete");
        Answer answer =
                martin.send(
                        method.toUpperCase(java.util.Locale.ROOT),
                        path.replace("{id}", id.toString()),
                        bodiless ? null : body);

        assertProblem(answer, 404, "not-found");
        assertThat(recorded(id)).isEqualTo(before + 1);
    }

    private static final Map<String, String> BODIES =
            Map.of(
                    "organisations", "{\"name\": \"x\", \"reference\": \"\", \"enabled\": true}",
                    "accounts", "{\"firstName\": \"x\"}",
                    "groups", "{\"name\": \"x\", \"maxConnections\": null}",
                    "sims", "{\"label\": \"x\"}",
                    "access-points", "{\"name\": \"x\"}",
                    "mobile-operators", "{\"name\": \"x\", \"adapter\": \"MANUAL\"}",
                    "egress-links", link("x"),
                    "nas", "{\"name\": \"x\", \"network\": \"192.0.2.1\", \"secret\": \"x\"}",
                    "routes",
                            "{\"groupId\": \"00000000-0000-0000-0000-000000000001\", \"inputPort\":"
                                    + " 4001, \"destinations\": [{\"host\": \"192.0.2.1\", \"port\":"
                                    + " 1}]}");

    private static final Map<String, String> EVENT_BODIES =
            Map.of(
                    "webhooks",
                            "{\"name\": \"x\", \"url\": \"https://93.184.216.34/\","
                                    + " \"kinds\": [\"sim.suspended\"]}",
                    "alert-rules",
                            "{\"name\": \"x\", \"kind\": \"NEW_DEVICE\", \"scope\": \"SIM\","
                                    + " \"scopeId\": \"00000000-0000-0000-0000-000000000001\"}");

    private static final Map<String, String> HELP_BODIES =
            Map.of(
                    "document-sections", "{\"titleFr\": \"x\", \"titleEn\": \"x\"}",
                    "documents", "{\"title\": \"x\"}",
                    "support-addresses", "{\"labelFr\": \"x\"}",
                    "support-lines", "{\"labelFr\": \"x\"}");

    /** One's own, which are given whole. */
    private static final Set<String> WHOLE =
            Set.of("api-tokens", "document-sections", "documents", "me/sessions");

    @Test
    void listsOfOneCustomerNeverHoldTheOthersRows() {
        Map<String, UUID> theirs = objectsOfDupont();
        theirs.forEach((resource, id) -> {
            Answer list = martin.get("/api/v1/" + resource + "?limit=500");
            if (WHOLE.contains(resource)) {
                list = martin.get("/api/v1/" + resource);
            }
            assertThat(list.status()).as(resource + list).isEqualTo(200);
            assertThat(list.body()).as(resource).doesNotContain(id.toString());
            if (!WHOLE.contains(resource)) {
                String csv = martin.get("/api/v1/" + resource, "Accept", "text/csv").body();
                assertThat(csv).as(resource).doesNotContain(id.toString());
            }
        });
    }

    @Test
    void somebodyElsesObjectInABodyIsUnknown() {
        Map<String, UUID> theirs = objectsOfDupont();
        String group = theirs.get("groups").toString();

        assertThat(
                        martin.post(
                                        "/api/v1/groups",
                                        "{\"name\": \"x\", \"organisationId\": \""
                                                + server.dupont.customer().id()
                                                + "\"}")
                                .status())
                .isEqualTo(422);
        assertThat(
                        martin.post(
                                        "/api/v1/routes",
                                        "{\"groupId\": \""
                                                + group
                                                + "\", \"inputPort\": 4001, \"destinations\":"
                                                + " [{\"host\": \"8.8.8.8\", \"port\": 53}]}")
                                .status())
                .isEqualTo(422);
        assertThat(
                        martin.post(
                                        "/api/v1/sims/move",
                                        "{\"ids\": [\""
                                                + theirs.get("sims")
                                                + "\"], \"groupId\": \""
                                                + group
                                                + "\"}")
                                .status())
                .isEqualTo(404);
    }

    private Map<String, UUID> objectsOfDupont() {
        Map<String, UUID> objects = new TreeMap<>();
        UUID customer = server.dupont.customer().id();
        long number = System.nanoTime();
        objects.put("organisations", customer);
        UUID group = made(dupont.post("/api/v1/groups", "{\"name\": \"T" + number + "\"}"));
        objects.put("groups", group);
        UUID sim =
                made(
                        dupont.post(
                                "/api/v1/sims", "{\"iccid\": \"" + thirteenDigits(number) + "\"}"));
        objects.put("sims", sim);
        objects.put(
                "sim-requests",
                made(
                        dupont.post(
                                "/api/v1/sim-requests",
                                "{\"simId\": \"" + sim + "\", \"action\": \"SUSPEND\"}")));
        objects.put(
                "mobile-operators",
                made(
                        operator.post(
                                "/api/v1/mobile-operators",
                                "{\"name\": \"M" + number + "\", \"adapter\": \"MANUAL\"}")));
        objects.put(
                "access-points",
                made(operator.post("/api/v1/access-points", "{\"name\": \"t" + number + "\"}")));
        UUID nas =
                made(
                        operator.post(
                                "/api/v1/nas",
                                "{\"name\": \"N"
                                        + number
                                        + "\", \"secret\": \"s\", \"network\": \"10."
                                        + number / 65_536 % 256
                                        + "."
                                        + number / 256 % 256
                                        + "."
                                        + number % 256
                                        + "\"}"));
        objects.put("nas", nas);
        objects.put(
                "api-tokens",
                UUID.fromString(
                        dupont.post("/api/v1/api-tokens", "{\"name\": \"t\", \"rights\": []}")
                                .json()
                                .get("record")
                                .get("id")
                                .asString()));
        objects.put("issued-tokens", objects.get("api-tokens"));
        objects.put("routes", route(customer, group));
        objects.put("approved-networks", approved(customer));
        objects.put("sessions", session(customer, sim, nas));
        objects.put("authentications", authentication(customer));
        objects.put("connections", connection(customer));
        objects.put("nodes", node());
        objects.put(
                "egress-links", made(operator.post("/api/v1/egress-links", link("L" + number))));
        objects.put("accounts", server.dupont.account());
        String section = hiddenSection();
        objects.put("document-sections", UUID.fromString(section));
        objects.put(
                "documents",
                made(
                        operator.post(
                                "/api/v1/documents",
                                "{\"title\": \"t\", \"sectionId\": \"" + section + "\"}")));
        UUID kind =
                made(
                        operator.post(
                                "/api/v1/support-addresses",
                                "{\"labelFr\": \"t\", \"labelEn\": \"t\"}"));
        objects.put("support-addresses", kind);
        objects.put(
                "support-lines",
                made(
                        operator.post(
                                "/api/v1/support-lines",
                                "{\"labelFr\": \"t\", \"labelEn\": \"t\", \"number\": \"1\","
                                        + " \"hours\": \"DAY\"}")));
        objects.put("support-requests", supportRequest(customer));
        objects.put("me/sessions", portalSession(server.dupont.account()));
        objects.put("invoice-records", invoiceRecord(customer, group, sim));
        OrderRows.put(server.store(), objects, customer, server.dupont.account());
        objects.put("events", event(sim));
        objects.put("webhooks", webhook(customer));
        objects.put("webhook-deliveries", delivery(customer, objects.get("webhooks")));
        objects.put("alert-rules", alertRule(customer, sim));
        objects.put("alerts", alert(customer, sim));
        return objects;
    }

    private UUID invoiceRecord(UUID customer, UUID group, UUID sim) {
        UUID id = Ids.next();
        server.store()
                .execute(
                        "insert into invoice_record (id, sim_id, organisation_id, group_id,"
                                + " period_from, period_to, octets_up, octets_down) values (?, ?, ?, ?,"
                                + " '2025-10-01', '2025-10-31', 1, 1)",
                        id,
                        sim,
                        customer,
                        group);
        return id;
    }

    private String hiddenSection() {
        return made(operator.post(
                        "/api/v1/document-sections",
                        "{\"titleFr\": \"t\", \"titleEn\": \"t\", \"needs\":"
                                + " \"MANAGE_NODES\"}"))
                .toString();
    }

    /** Written as a row: a person may file only so many an hour. */
    private UUID supportRequest(UUID customer) {
        UUID id = Ids.next();
        server.store()
                .execute(
                        "insert into support_request (id, reference, organisation_id, login, kind,"
                                + " urgency, subject, message) values (?, ?, ?, 'dupont', 't', 'LOW',"
                                + " 't', 't')",
                        id,
                        "T" + System.nanoTime(),
                        customer);
        return id;
    }

    private static String link(String name) {
        return "{\"name\": \""
                + name
                + "\", \"kind\": \"IPSEC\", \"networks\": [\"203.0.112.0/24\"],"
                + " \"ends\": [{\"device\": \"none0\"}]}";
    }

    private static UUID made(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return UUID.fromString(answer.json().get("id").asString());
    }

    private UUID route(UUID customer, UUID group) {
        UUID id = Ids.next();
        server.store()
                .execute(
                        "insert into route (id, organisation_id, group_id, input_port, type) values"
                                + " (?, ?, ?, 4001, 'DEFAULT')",
                        id,
                        customer,
                        group);
        server.store()
                .execute(
                        "insert into route_destination (route_id, position, host, port) values (?,"
                                + " 0, '192.0.2.1', 80)",
                        id);
        return id;
    }

    /**
     * The clock behind nanoTime starts anywhere: just after the machine did it has fewer digits.
     */
    private static String thirteenDigits(long number) {
        return "%013d".formatted(Math.floorMod(number, 10_000_000_000_000L));
    }

    private UUID approved(UUID customer) {
        long number = System.nanoTime();
        Answer answer =
                operator.post(
                        "/api/v1/approved-networks",
                        "{\"organisationId\": \""
                                + customer
                                + "\", \"network\": \"10."
                                + number / 65_536 % 256
                                + "."
                                + number / 256 % 256
                                + "."
                                + number % 256
                                + "\"}");
        return made(answer);
    }

    private UUID session(UUID customer, UUID sim, UUID nas) {
        UUID id = Ids.next();
        server.store()
                .execute(
                        "insert into session (id, sim_id, organisation_id, nas_id, acct_session_id,"
                                + " started_at, last_at) values (?, ?, ?, ?, 'x', now(), now())",
                        id,
                        sim,
                        customer,
                        nas);
        return id;
    }

    private UUID event(UUID sim) {
        JsonNode told = dupont.get("/api/v1/events?subjectId=" + sim).json().get("items");
        return UUID.fromString(told.get(0).get("id").asString());
    }

    /** Switched off: nothing is sent anywhere. */
    private UUID webhook(UUID customer) {
        return row(
                "insert into webhook (id, organisation_id, name, url, kinds, enabled, secret)"
                        + " values (?, ?, gen_random_uuid(), 'https://example.com/', '{}', false, '')",
                customer);
    }

    private UUID delivery(UUID customer, UUID webhook) {
        return row(
                "insert into webhook_delivery (id, webhook_id, organisation_id, event_id, kind,"
                        + " subject) values (?, ?, ?, gen_random_uuid(), 'sim.created', 'sim:1')",
                webhook,
                customer);
    }

    private UUID alertRule(UUID customer, UUID sim) {
        return row(
                "insert into alert_rule (id, organisation_id, name, kind, scope, scope_id,"
                        + " threshold, window_minutes, severity) values (?, ?, gen_random_uuid(),"
                        + " 'NEW_DEVICE', 'SIM', ?, 0, 0, 'INFO')",
                customer,
                sim);
    }

    private UUID alert(UUID customer, UUID sim) {
        return row(
                "insert into alert (id, rule_name, kind, severity, organisation_id, subject_id,"
                        + " subject, episode, value, threshold, opened_at) values (?, 'r',"
                        + " 'NEW_DEVICE', 'INFO', ?, ?, '1', '', 0, 0, now())",
                customer,
                sim);
    }

    private UUID row(String insert, UUID one, UUID... other) {
        UUID id = Ids.next();
        List<Object> values = new ArrayList<>(List.of(id, one));
        values.addAll(List.of(other));
        server.store().execute(insert, values.toArray());
        return id;
    }

    private UUID authentication(UUID customer) {
        UUID id = Ids.next();
        server.store()
                .execute(
                        "insert into authentication (id, at, organisation_id, method, accepted,"
                                + " reason) values (?, now(), ?, 'PAP', true, 'ACCEPTED')",
                        id,
                        customer);
        return id;
    }

    private UUID portalSession(UUID account) {
        UUID id = Ids.next();
        server.store()
                .execute(
                        "insert into portal_session (id, account_id, node_id) values (?, ?, ?)",
                        id,
                        account,
                        Ids.next());
        return id;
    }

    /** Gone, so that nobody asks it for anything. */
    private UUID node() {
        UUID id = Ids.next();
        server.store()
                .execute(
                        "insert into node (id, name, state, started_at) values (?, ?, 'STOPPED',"
                                + " now())",
                        id,
                        "t" + id);
        return id;
    }

    private UUID connection(UUID customer) {
        UUID id = Ids.next();
        server.store()
                .execute(
                        "insert into connection (id, opened_at, ended_at, kind, node,"
                                + " organisation_id, source_address, source_port, input_port,"
                                + " end_reason) values (?, now(), now(), 'ROUTE', 'n', ?, '10.1.1.1',"
                                + " 1, 4001, 'client_closed')",
                        id,
                        customer);
        return id;
    }

    private long recorded(UUID id) {
        return server.store()
                .fetchSingle(
                        "select count(*) from audit_entry where outcome = 'NOT_FOUND' and object_id"
                                + " = ? and login = 'martin'",
                        id.toString())
                .get(0, Long.class);
    }
}
