package io.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The document programs are written from: whole, true, and for everybody. */
@ExtendWith(ApiServer.Extension.class)
class OpenApiTest {

    private final ApiServer server;
    private final JsonNode document;

    OpenApiTest(ApiServer server) {
        this.server = server;
        this.document = server.as("").get("/api/openapi.json").json();
    }

    @Test
    void documentIsOpenApiWithABearerScheme() {
        assertThat(document.get("openapi").asString()).startsWith("3.");
        JsonNode scheme = document.get("components").get("securitySchemes").get("token");
        assertThat(scheme.get("scheme").asString()).isEqualTo("bearer");
        assertThat(document.get("security")).isNotEmpty();
    }

    @Test
    void everyPathOfEveryControllerIsInIt() {
        Set<String> served = new TreeSet<>();
        server.named("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping ->
                        mapping.getPatternValues().stream()
                                .filter(p -> p.startsWith("/api/v1/"))
                                .forEach(p ->
                                        mapping.getMethodsCondition()
                                                .getMethods()
                                                .forEach(m -> served.add(m + " " + p))));

        assertThat(operations()).containsExactlyInAnyOrderElementsOf(served);
        assertThat(served).hasSizeGreaterThan(40);
    }

    @Test
    void everyOperationHasASummaryATagAndItsProblems() {
        each((name, operation) -> {
            assertThat(text(operation, "summary")).as(name).isNotBlank();
            assertThat(operation.get("tags")).as(name).isNotEmpty();
            assertThat(operation.get("operationId")).as(name).isNotNull();
            JsonNode responses = operation.get("responses");
            List<String> wanted = new ArrayList<>(List.of("401", "429", "500"));
            if (name.contains("{id}")) {
                wanted.add("404");
            }
            if (!name.startsWith("GET")) {
                wanted.add("403");
                wanted.add("422");
            }
            assertThat(responses.propertyNames()).as(name).containsAll(wanted);
            for (String status : responses.propertyNames()) {
                if (status.startsWith("4") || status.startsWith("5")) {
                    assertThat(
                                    responses
                                            .get(status)
                                            .at("/content/application~1problem+json/schema/$ref")
                                            .asString())
                            .as(name + " " + status)
                            .isEqualTo("#/components/schemas/Problem");
                }
            }
        });
    }

    @Test
    void everySchemaThatIsNamedExists() {
        Set<String> schemas =
                new TreeSet<>(document.get("components").get("schemas").propertyNames());

        for (String line : document.toPrettyString().split("\n")) {
            if (line.contains("\"$ref\"")) {
                String name = line.replaceAll(".*#/components/schemas/([^\"]+)\".*", "$1");
                assertThat(schemas).contains(name);
            }
        }
        assertThat(schemas).contains("Problem", "Sim", "Route", "Session", "Connection", "Nas");
    }

    @Test
    void listsNameTheirFiltersAndOrders() {
        JsonNode parameters =
                document.get("paths").get("/api/v1/sims").get("get").get("parameters");
        List<String> names = new ArrayList<>();
        parameters.forEach(p -> names.add(p.get("name").asString()));

        assertThat(names).contains("limit", "cursor", "search", "sort", "status", "groupId");
        JsonNode answers = document.at("/paths/~1api~1v1~1sims/get/responses/200/content");
        assertThat(answers.propertyNames())
                .containsExactlyInAnyOrder("application/json", "text/csv", "application/xml");
    }

    @Test
    void createsSayTheyCanBeRepeatedAndWhereTheObjectIs() {
        JsonNode create = document.at("/paths/~1api~1v1~1groups/post");

        assertThat(create.toString()).contains("Idempotency-Key");
        assertThat(create.at("/responses/201/headers").propertyNames())
                .contains("Location", "ETag");
    }

    @Test
    void secretsAreNeverInWhatIsAnswered() {
        JsonNode schemas = document.get("components").get("schemas");
        for (String answered : List.of("Sim", "Nas")) {
            assertThat(schemas.get(answered).get("properties").propertyNames())
                    .doesNotContain("secret", "password");
        }
    }

    @Test
    void pageIsServedFromHereAloneAndAsksNobodyOutside() {
        ApiClient anybody = server.as("");
        Answer first = anybody.get("/api/docs");
        String location = first.header("Location");
        Answer page = anybody.get(location.replaceFirst("https?://[^/]+", ""));

        assertThat(first.status()).isEqualTo(302);
        assertThat(page.status()).as(location + " " + page).isEqualTo(200);
        assertThat(page.body())
                .contains("swagger-ui")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(anybody.get("/api/swagger-ui/swagger-ui-bundle.js").status()).isEqualTo(200);
        assertThat(anybody.get("/api/swagger-ui/swagger-initializer.js").body())
                .contains("/api/openapi.json");
    }

    private interface OperationCheck {
        void of(String name, JsonNode operation);
    }

    private void each(OperationCheck check) {
        JsonNode paths = document.get("paths");
        for (String path : paths.propertyNames()) {
            for (String method : paths.get(path).propertyNames()) {
                check.of(
                        method.toUpperCase(java.util.Locale.ROOT) + " " + path,
                        paths.get(path).get(method));
            }
        }
    }

    private Set<String> operations() {
        Set<String> names = new TreeSet<>();
        each((name, operation) -> names.add(name));
        return names;
    }

    private static String text(JsonNode node, String name) {
        return node.has(name) ? node.get(name).asString() : "";
    }
}
