package io.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.Right;
import io.passerelle.api.ApiClient.Answer;
import io.passerelle.foundation.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of the REST API, taken from its own document, by everyone who must not do it: a
 * stranger without a token, an account of the organisation without any right, and a customer with
 * every right a customer can have on objects that are not there for it. {@link TenantsTest} does
 * the same with objects that are there and are somebody else's. Whatever was refused is on record.
 */
@ExtendWith(ApiServer.Extension.class)
class RightsMatrixTest {

    /** What everybody may do with what is their own: no right is needed for it. */
    private static final Set<String> ONES_OWN =
            Set.of(
                    "patch /api/v1/me",
                    "put /api/v1/me",
                    "put /api/v1/me/profile",
                    "put /api/v1/me/password",
                    "post /api/v1/me/password",
                    "post /api/v1/api-tokens",
                    "delete /api/v1/api-tokens/{id}",
                    "delete /api/v1/me/sessions",
                    "delete /api/v1/me/sessions/{id}",
                    "post /api/v1/right-requests",
                    "delete /api/v1/right-requests/{id}",
                    "post /api/v1/support-requests");

    private static final String ID = "01a1ff00-0000-7000-8000-000000000001";

    /** Bodies that would do, so that nothing but the right is missing. */
    private static final Map<String, String> BODIES =
            Map.ofEntries(
                    Map.entry("sims", "{'iccid': '8933000000000000001'}"),
                    Map.entry("sims/move", "{'ids': ['" + ID + "'], 'groupId': '" + ID + "'}"),
                    Map.entry("sim-jobs", "{'action': 'SUSPEND', 'ids': ['" + ID + "']}"),
                    Map.entry("sims/tags", "{'ids': ['" + ID + "'], 'add': ['x']}"),
                    Map.entry("sim-requests", "{'simId': '" + ID + "', 'action': 'SUSPEND'}"),
                    Map.entry(
                            "routes",
                            "{'groupId': '"
                                    + ID
                                    + "', 'inputPort': 4001, 'type': 'DEFAULT', 'destinations':"
                                    + " [{'host': '192.0.2.1', 'port': 80}]}"),
                    Map.entry(
                            "organisations",
                            "{'parentId': '" + ID + "', 'kind': 'CUSTOMER', 'name': 'x'}"),
                    Map.entry(
                            "orders",
                            "{'addressId': '"
                                    + ID
                                    + "', 'quantity': 1, 'operator': 'x', 'formFactor':"
                                    + " 'MINI_2FF'}"),
                    Map.entry("nas", "{'name': 'x', 'network': '192.0.2.1', 'secret': 'x'}"),
                    Map.entry("mobile-operators", "{'name': 'x', 'adapter': 'MANUAL'}"),
                    Map.entry("groups", "{'name': 'x'}"),
                    Map.entry(
                            "egress-links",
                            "{'name': 'x', 'kind': 'MPLS', 'networks': ['203.0.112.0/24'],"
                                    + " 'ends': [{'device': 'none0'}]}"),
                    Map.entry(
                            "delivery-addresses",
                            "{'company': 'x', 'street': 'x', 'postcode': '1', 'town': 'x',"
                                    + " 'country': 'FR'}"),
                    Map.entry(
                            "approved-networks",
                            "{'organisationId': '" + ID + "', 'network': '10.1.2.3'}"),
                    Map.entry(
                            "accounts",
                            "{'organisationId': '"
                                    + ID
                                    + "', 'login': 'x.y', 'firstName': 'x', 'lastName': 'y',"
                                    + " 'email': 'x@example.org', 'rights': []}"),
                    Map.entry("access-points", "{'name': 'x'}"),
                    Map.entry("documents", "{'title': 'x', 'sectionId': '" + ID + "'}"),
                    Map.entry("document-sections", "{'titleFr': 'x', 'titleEn': 'x'}"),
                    Map.entry(
                            "support-lines",
                            "{'labelFr': 'x', 'labelEn': 'x', 'number': '1', 'hours': 'DAY'}"),
                    Map.entry("support-addresses", "{'labelFr': 'x', 'labelEn': 'x'}"),
                    Map.entry(
                            "support-hours",
                            "{'zone': 'Europe/Paris', 'dayFrom': '09:00', 'dayUntil': '18:00'}"),
                    Map.entry(
                            "webhooks",
                            "{'name': 'x', 'url': 'https://93.184.216.34/', 'kinds':"
                                    + " ['sim.suspended']}"),
                    Map.entry(
                            "alert-rules",
                            "{'name': 'x', 'kind': 'NEW_DEVICE', 'scope': 'SIM', 'scopeId': '"
                                    + ID
                                    + "'}"));

    private final ApiServer server;
    private final ApiClient stranger;
    private final ApiClient rightless;
    private final ApiClient martin;
    private final UUID rightlessAccount;

    RightsMatrixTest(ApiServer server) {
        this.server = server;
        this.rightlessAccount = rightlessAccount();
        this.stranger = server.as("");
        this.rightless = server.as(server.token(rightlessAccount));
        this.martin = server.as(server.martin.token());
    }

    private record Operation(String method, String path) {

        /** Some questions are too long for an address. */
        boolean reads() {
            return method.equals("get")
                    || path.endsWith("/preview")
                    || path.endsWith("/explanations");
        }

        boolean isOf(String prefix) {
            return path.startsWith(prefix);
        }

        Answer by(ApiClient who) {
            String filled =
                    path.replace("{number}", "1").replaceAll("\\{[^}]+}", Ids.next().toString());
            if (path.endsWith("/import")) {
                return who.send("POST", filled, "iccid\n", "Content-Type", "text/csv");
            }
            if (path.endsWith("/file")) {
                return who.send("PUT", filled, "%PDF-1.7", "Content-Type", "application/pdf");
            }
            boolean bodiless = method.equals("get") || method.equals("delete");
            String body =
                    BODIES.getOrDefault(path.replace("/api/v1/", ""), "{}").replace('\'', '"');
            return who.send(method.toUpperCase(Locale.ROOT), filled, bodiless ? null : body);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @TestFactory
    List<DynamicTest> aStrangerIsAskedForAToken() {
        return each(operation ->
                assertThat(operation.by(stranger).status()).as("%s", operation).isEqualTo(401));
    }

    @TestFactory
    List<DynamicTest> whoHasNoRightChangesNothing_andTheAttemptIsRecorded() {
        return each(operation -> {
            if (operation.reads() || ONES_OWN.contains(operation.toString())) {
                return;
            }
            long before = recorded();
            Answer answer = operation.by(rightless);
            assertThat(answer.status()).as("%s: %s", operation, answer).isIn(403, 404);
            assertThat(recorded()).as("records of %s", operation).isGreaterThan(before);
        });
    }

    @TestFactory
    List<DynamicTest> anObjectThatIsNotThere_isNotFound_evenWithEveryRight() {
        return each(operation -> {
            if (operation.path().contains("{")) {
                Answer answer = operation.by(martin);
                assertThat(answer.status()).as("%s: %s", operation, answer).isIn(403, 404);
            }
        });
    }

    private List<DynamicTest> each(Consumer<Operation> check) {
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode paths = stranger.get("/api/openapi.json").json().get("paths");
        for (String path : paths.propertyNames()) {
            for (String method : paths.get(path).propertyNames()) {
                var operation = new Operation(method, path);
                if (operation.isOf("/api/v1/")) {
                    tests.add(
                            DynamicTest.dynamicTest(
                                    operation.toString(), () -> check.accept(operation)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests;
    }

    private UUID rightlessAccount() {
        String login = "rightless-" + System.nanoTime();
        return server.bean(Accounts.class)
                .create(
                        new AccountDraft(
                                server.martin.customer().id(),
                                login,
                                "correct horse battery",
                                "No",
                                "Right",
                                login + "@example.org",
                                "en",
                                "Europe/Paris",
                                Set.<Right>of()));
    }

    private long recorded() {
        return server.store()
                .fetchSingle(
                        "select count(*) from audit_entry where account_id = ? and outcome <>"
                                + " 'DONE'",
                        rightlessAccount)
                .get(0, Long.class);
    }
}
