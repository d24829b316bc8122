package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can be seen from outside, and by whom (ALL-3). */
@ExtendWith(PasserelleExtension.class)
class OperationsStory {

    private static final Pattern METRIC =
            Pattern.compile("\\b(passerelle|jvm|process)_[a-z_]+(?=[{\\[ )\",])");

    private final RunningPasserelle passerelle;
    private final TestOperator operator;

    OperationsStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.operator = operator;
    }

    @Test
    void anybodyLearnsWhetherItLivesAndNothingMore() throws Exception {
        assertThat(get("/health").body()).contains("\"UP\"").doesNotContain("postgres");
        assertThat(get("/ready").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void metricsAreForProgramsOfThisMachine() throws Exception {
        assertThat(get("/metrics").body()).contains("passerelle_connections_opened_total");
    }

    @Test
    void dashboardsAndAlertsNameMetricsThatThereAre() throws Exception {
        String link =
                operator.api()
                        .post(
                                "/egress-links",
                                """
                                {"name": "Nowhere", "kind": "MPLS", "networks": ["203.0.112.0/24"],
                                 "ends": [{"device": "none0"}]}
                                """)
                        .expect(201)
                        .get("id")
                        .asString();
        Eventually.eventually(() -> assertThat(get("/metrics").body()).contains("Nowhere"));
        String exported = get("/metrics").body();
        for (String file : List.of("dashboards/passerelle.json", "alerts.yaml")) {
            Matcher names = METRIC.matcher(Files.readString(Path.of("deploy", file)));
            assertThat(names.results().map(MatchResult::group).distinct())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(exported).contains("\n" + name));
        }
        operator.api().delete("/egress-links/" + link).expect(204);
    }

    @Test
    void whatAProxyPassesOnNeedsATokenWithTheRight() throws Exception {
        TestCustomer customer = operator.welcomes("Curieux");

        assertThat(get("/metrics", "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(401);
        assertThat(
                        get(
                                        "/metrics",
                                        "X-Forwarded-For",
                                        "192.0.2.1",
                                        "Authorization",
                                        "Bearer " + customer.api().token())
                                .statusCode())
                .isEqualTo(401);
        assertThat(
                        get(
                                        "/metrics",
                                        "X-Forwarded-For",
                                        "192.0.2.1",
                                        "Authorization",
                                        "Bearer " + operator.api().token())
                                .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(passerelle.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
