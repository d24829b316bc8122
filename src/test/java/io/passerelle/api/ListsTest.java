package io.passerelle.api;

import static io.passerelle.api.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiClient.Answer;
import io.passerelle.sims.SimGroupDraft;
import io.passerelle.sims.SimGroups;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Walking, ordering, filtering and exporting a list. */
@ExtendWith(ApiServer.Extension.class)
class ListsTest {

    private static final int GROUPS = 23;

    private final ApiServer server;
    private ApiClient client;
    private String path;

    ListsTest(ApiServer server) {
        this.server = server;
    }

    @BeforeEach
    void ownCustomerWithGroups() {
        String name = "Lists " + System.nanoTime();
        Viewer operator = server.operatorViewer();
        ApiServer.Tenant tenant = server.tenant(operator, name);
        client = server.as(tenant.token());
        path = "/api/v1/groups?organisationId=" + tenant.customer().id();
        Viewer viewer = server.viewer(tenant.account());
        for (int i = 0; i < GROUPS; i++) {
            server.bean(SimGroups.class)
                    .create(
                            viewer,
                            new SimGroupDraft(
                                    tenant.customer().id(), "G" + (i * 7 % GROUPS), null));
        }
    }

    @Test
    void pagesInAnyOrderMakeTheWholeListOnce() {
        for (String sort : List.of("name", "-name", "isDefault,-name", "-createdAt")) {
            List<String> whole = names(client.get(path + "&limit=500&sort=" + sort).json());
            for (int limit : List.of(1, 7, 12, 24, 25)) {
                assertThat(walk(path + "&limit=" + limit + "&sort=" + sort))
                        .as(sort + " by " + limit)
                        .isEqualTo(whole)
                        .hasSize(GROUPS + 1);
            }
        }
    }

    @Test
    void linkHeaderLeadsToTheNextPage() {
        Answer first = client.get(path + "&limit=10");
        String link = first.header("Link");

        assertThat(link).matches("<http.*cursor=.*>; rel=\"next\"");
        String next = link.substring(link.indexOf("/api/"), link.indexOf('>'));
        assertThat(names(client.get(next).json()))
                .hasSize(10)
                .doesNotContainAnyElementsOf(names(first.json()));
    }

    @Test
    void rowAddedWhileWalkingNeitherRepeatsNorHidesOthers() {
        JsonNode first = client.get(path + "&limit=10&sort=name").json();
        client.post("/api/v1/groups", "{\"name\": \"A first of all\"}");
        JsonNode second =
                client.get(path + "&limit=10&sort=name&cursor=" + first.get("next").asString())
                        .json();

        assertThat(names(second)).doesNotContainAnyElementsOf(names(first));
    }

    @Test
    void cursorOfAnotherQueryOrListOrHandIsBadRequest() {
        String cursor = client.get(path + "&limit=5").json().get("next").asString();
        char other = cursor.charAt(20) == 'A' ? 'B' : 'A';
        String altered = cursor.substring(0, 20) + other + cursor.substring(21);

        assertProblem(client.get(path + "&limit=5&cursor=" + altered), 400, "query");
        assertProblem(client.get(path + "&limit=5&cursor=x"), 400, "query");
        assertProblem(client.get(path + "&limit=5&sort=-name&cursor=" + cursor), 400, "query");
        assertProblem(client.get(path + "&limit=5&search=G&cursor=" + cursor), 400, "query");
        assertProblem(client.get("/api/v1/sims?cursor=" + cursor), 400, "query");
        assertThat(client.get(path + "&limit=3&cursor=" + cursor).status()).isEqualTo(200);
    }

    @Test
    void searchAndFiltersNarrowTheList() {
        assertThat(names(client.get(path + "&search=g1&sort=name").json()))
                .allSatisfy(name -> assertThat(name).contains("G1"))
                .hasSize(11);
        assertThat(names(client.get(path + "&isDefault=true").json())).hasSize(1);
    }

    @Test
    void wholeListIsStreamedAsCsvWithoutFormulas() {
        client.post("/api/v1/groups", "{\"name\": \"=cmd()\"}");
        Answer csv = client.get(path + "&limit=1&sort=name", "Accept", "text/csv");

        assertThat(csv.header("Content-Type")).startsWith("text/csv").containsIgnoringCase("utf-8");
        assertThat(csv.header("Content-Disposition")).contains("list.csv");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSize(GROUPS + 3);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "id,organisationId,name,isDefault,maxConnections,sims,createdAt,version");
        assertThat(csv.body()).contains(",'=cmd(),");
    }

    @Test
    void wholeListIsStreamedAsXml() {
        Answer xml = client.get(path + "&sort=name", "Accept", "application/xml");

        assertThat(xml.header("Content-Type")).startsWith("application/xml");
        assertThat(xml.body())
                .startsWith("<?xml")
                .contains("<items><item><id>")
                .contains("<name>G0</name>")
                .endsWith("</item></items>");
    }

    @Test
    void badFilterOfAnExportIsAProblemAndNoFile() {
        Answer answer = client.get("/api/v1/sims?status=HAPPY", "Accept", "text/csv");

        assertProblem(answer, 400, "query");
        assertThat(answer.header("Content-Disposition")).isEmpty();
    }

    private List<String> walk(String start) {
        List<String> all = new ArrayList<>();
        JsonNode page = client.get(start).json();
        all.addAll(names(page));
        while (!page.get("next").isNull()) {
            page = client.get(start + "&cursor=" + page.get("next").asString()).json();
            all.addAll(names(page));
        }
        return all;
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.get("items").forEach(row -> names.add(row.get("name").asString()));
        return names;
    }
}
