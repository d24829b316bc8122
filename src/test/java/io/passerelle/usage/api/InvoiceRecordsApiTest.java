package io.passerelle.usage.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiClient;
import io.passerelle.api.ApiClient.Answer;
import io.passerelle.api.ApiServer;
import io.passerelle.testing.Eventually;
import io.passerelle.usage.InvoiceImport;
import io.passerelle.usage.InvoiceReport;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Cards that go straight to the Internet, and what mobile operators' invoices say of them: brought
 * in once, corrected, never doubled, never lost, and nobody else's (M2M-46).
 */
@ExtendWith(ApiServer.Extension.class)
class InvoiceRecordsApiTest {

    private static final AtomicLong NUMBER = new AtomicLong(400_000);
    private static final String HEADER = "iccid;period_from;period_to;bytes_up;bytes_down;label\n";
    private static final String OCTOBER = "&from=2025-10-01T00:00:00Z&to=2025-10-31T12:00:00Z";

    private final ApiServer server;
    private final ApiClient operator;
    private ApiServer.Tenant tenant;
    private ApiClient client;

    InvoiceRecordsApiTest(ApiServer server) {
        this.server = server;
        this.operator = server.as(server.operatorToken);
    }

    @BeforeEach
    void ownCustomer() {
        tenant = server.tenant(server.operatorViewer(), "Relevé " + NUMBER.incrementAndGet());
        client = server.as(tenant.token());
    }

    @AfterEach
    void sumsOfGroups_areThoseOfTheRecords() {
        String records =
                "select group_id, organisation_id, period_from, period_to, count(*)::bigint,"
                        + " sum(octets_up)::bigint, sum(octets_down)::bigint from invoice_record"
                        + " group by 1, 2, 3, 4";
        assertThat(
                        server.bean(DSLContext.class)
                                .fetch(
                                        "(%1$s except table invoice_sum) union all"
                                                        .formatted(records)
                                                + " (table invoice_sum except %1$s)"
                                                        .formatted(records)))
                .isEmpty();
    }

    private static String iccid() {
        return "89334" + (10_000_000L + NUMBER.incrementAndGet());
    }

    private String card(String kind) {
        String iccid = iccid();
        Answer answer =
                client.send(
                        "POST",
                        "/api/v1/sims/import",
                        "iccid;label;type\n" + iccid + ";Écran;" + kind + "\n",
                        "Content-Type",
                        "text/csv");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return iccid;
    }

    private String idOf(String iccid) {
        return client.get("/api/v1/sims?iccid=" + iccid)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
    }

    private Answer send(ApiClient who, String file, boolean dryRun) {
        return who.send(
                "POST",
                "/api/v1/invoice-records/import?fileName=oct.csv&dryRun=" + dryRun,
                file,
                "Content-Type",
                "text/csv");
    }

    private JsonNode bringIn(String lines) {
        Answer answer = send(operator, HEADER + lines, false);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String counts(JsonNode report) {
        return report.get("added").asLong()
                + "+ "
                + report.get("replaced").asLong()
                + "~ "
                + report.get("unchanged").asLong()
                + "= "
                + report.get("leftOut").asLong()
                + "-";
    }

    private List<JsonNode> records() {
        List<JsonNode> rows = new ArrayList<>();
        client.get("/api/v1/invoice-records?sort=from").json().get("items").forEach(rows::add);
        return rows;
    }

    private List<String> problems(Answer answer) {
        JsonNode json = answer.json();
        JsonNode report = json.has("added") ? json : json.get("report");
        List<String> found = new ArrayList<>();
        for (JsonNode problem : report.get("report").get("problems")) {
            found.add(
                    problem.get("line").asLong()
                            + " "
                            + problem.get("field").asString()
                            + " "
                            + problem.get("code").asString());
        }
        return found;
    }

    @Test
    void cardOfThePublicApn_isListedAsSuch_andHasNeitherAccessPointNorAddressHere() {
        String iccid = card("Internet direct");
        card("privé");

        JsonNode listed = client.get("/api/v1/sims?kind=PUBLIC").json().get("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("iccid").asString()).isEqualTo(iccid);
        assertThat(listed.get(0).get("kind").asString()).isEqualTo("PUBLIC");
        assertThat(client.get("/api/v1/sims?kind=private").json().get("items")).hasSize(1);

        Answer address =
                client.post(
                        "/api/v1/sims",
                        "{\"iccid\": \"%s\", \"kind\": \"PUBLIC\", \"staticAddress\": \"10.1.2.3\"}"
                                .formatted(iccid()));
        assertThat(address.status()).isEqualTo(422);
        assertThat(address.body()).contains("sim.public.address");
        Answer file =
                client.send(
                        "POST",
                        "/api/v1/sims/import?dryRun=true",
                        "iccid;kind;static_address;access_point\n"
                                + iccid()
                                + ";public;10.1.2.3;m2m\n"
                                + iccid()
                                + ";wrong;;\n",
                        "Content-Type",
                        "text/csv");
        assertThat(file.body())
                .contains("sim.public.address", "sim.public.access-point", "import.kind");
    }

    @Test
    void onlyTheOperatorsPeople_changeACardsKind_whichFreesItsAddress() {
        String address = "10.77." + NUMBER.get() % 250 + "." + NUMBER.incrementAndGet() % 250;
        Answer made =
                client.post(
                        "/api/v1/sims",
                        "{\"iccid\": \"%s\", \"staticAddress\": \"%s\"}"
                                .formatted(iccid(), address));
        String id = made.json().get("id").asString();
        String change = "{\"kind\": \"PUBLIC\"}";

        Answer refused = client.send("PATCH", "/api/v1/sims/" + id, change, "If-Match", "\"1\"");
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.body()).contains("sim.operator.only");
        Answer done = operator.send("PATCH", "/api/v1/sims/" + id, change, "If-Match", "\"1\"");
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertThat(done.json().get("kind").asString()).isEqualTo("PUBLIC");
        assertThat(done.json().get("staticAddress").isNull()).isTrue();
        Answer credentials =
                client.send(
                        "PATCH",
                        "/api/v1/sims/" + id,
                        "{\"password\": \"x\"}",
                        "If-Match",
                        "\"2\"");
        assertThat(credentials.body()).contains("sim.public.action");
        assertThat(client.get("/api/v1/sim-requests/possible/" + id).body())
                .contains("SUSPEND")
                .doesNotContain("DISCONNECT", "DRY_RUN", "SESSIONS");
        assertThat(client.get("/api/v1/sims/" + id + "/diagnosis").json().toString())
                .contains("public_apn");
    }

    @Test
    void usageOfSuchACard_isKnownFromInvoiceRecordsOnly() {
        String iccid = card("public");
        String id = idOf(iccid);
        JsonNode report = bringIn(iccid + ";2025-10-01;31/10/2025;3100;31000;Data\n");

        assertThat(counts(report)).isEqualTo("1+ 0~ 0= 0-");
        assertThat(report.get("report").get("imported").asBoolean()).isTrue();
        JsonNode record = records().getFirst();
        assertThat(record.get("iccid").asString()).isEqualTo(iccid);
        assertThat(record.get("from").asString()).isEqualTo("2025-10-01");
        assertThat(record.get("to").asString()).isEqualTo("2025-10-31");
        assertThat(record.get("fileName").asString()).isEqualTo("oct.csv");

        JsonNode days = client.get("/api/v1/usage?simId=" + id + OCTOBER).json().get("items");
        assertThat(days).hasSize(31);
        days.forEach(day -> {
            assertThat(day.get("source").asString()).isEqualTo("INVOICES");
            assertThat(day.get("octetsIn").asLong()).isEqualTo(100);
            assertThat(day.get("octetsOut").asLong()).isEqualTo(1_000);
            assertThat(day.get("sessions").asLong()).isZero();
        });
        Answer hours = client.get("/api/v1/usage?step=HOUR&simId=" + id + OCTOBER);
        assertThat(hours.status()).isEqualTo(400);
        assertThat(hours.body()).contains("usage.invoiceHours");
    }

    @Test
    void totalsOfACustomer_areToldBySource_andNeverAddedUp() {
        String one = card("public");
        String other = card("public");
        bringIn(
                one
                        + ";2025-10-01;2025-10-31;3100;0;\n"
                        + other
                        + ";2025-10-31;2025-11-09;100;20;\n");

        assertThat(total("source=INVOICES" + OCTOBER)).isEqualTo(3_112);
        assertThat(total("source=GATEWAY" + OCTOBER)).isZero();
        assertThat(total("step=MONTH" + OCTOBER)).isZero();
        String group = client.get("/api/v1/sims/" + idOf(one)).json().get("groupId").asString();
        assertThat(total("source=INVOICES&step=MONTH&groupId=" + group + OCTOBER)).isEqualTo(3_112);
        JsonNode top =
                client.get("/api/v1/usage/top?source=INVOICES" + OCTOBER).json().get("items");
        assertThat(top).hasSize(2);
        assertThat(top.get(0).get("iccid").asString()).isEqualTo(one);
        assertThat(top.get(0).get("octetsIn").asLong()).isEqualTo(3_100);
        assertThat(top.get(1).get("octetsIn").asLong() + top.get(1).get("octetsOut").asLong())
                .isEqualTo(12);
        assertThat(client.get("/api/v1/usage/top?limit=5" + OCTOBER).json().get("items")).isEmpty();
        ApiClient stranger = server.as(server.martin.token());
        assertThat(stranger.get("/api/v1/usage?source=INVOICES&groupId=" + group).status())
                .isEqualTo(404);
    }

    private long total(String query) {
        long sum = 0;
        for (JsonNode slot : client.get("/api/v1/usage?" + query).json().get("items")) {
            sum += slot.get("octetsIn").asLong() + slot.get("octetsOut").asLong();
        }
        return sum;
    }

    @Test
    void sameFileTwice_changesNothing_andACorrectionReplacesThePeriod() {
        String iccid = card("public");
        String lines =
                iccid
                        + ";2025-09-01;2025-09-30;10;20;a\n"
                        + iccid
                        + ";2025-10-01;2025-10-31;30;40;a\n";
        assertThat(counts(bringIn(lines))).isEqualTo("2+ 0~ 0= 0-");
        String before = records().toString();

        assertThat(counts(bringIn(lines))).isEqualTo("0+ 0~ 2= 0-");
        assertThat(records().toString()).isEqualTo(before);

        JsonNode tried = send(operator, HEADER + lines.replace(";30;40;", ";33;44;"), true).json();
        assertThat(counts(tried)).isEqualTo("0+ 1~ 1= 0-");
        assertThat(records().toString()).isEqualTo(before);
        assertThat(counts(bringIn(lines.replace(";30;40;", ";33;44;")))).isEqualTo("0+ 1~ 1= 0-");
        assertThat(records()).hasSize(2);
        assertThat(records().getLast().get("octetsUp").asLong()).isEqualTo(33);
    }

    @Test
    void overlappingPeriods_areRefused_untilTheRecordInTheWayIsTakenAway() {
        String iccid = card("public");
        bringIn(iccid + ";2025-10-01;2025-10-31;30;40;\n");

        Answer half = send(operator, HEADER + iccid + ";2025-10-15;2025-11-14;1;1;\n", false);
        assertThat(half.status()).isEqualTo(422);
        assertThat(problems(half)).containsExactly("2 period_from invoice.overlap");
        assertThat(half.body()).contains("2025-10-01", "2025-10-31");
        Answer inFile =
                send(
                        operator,
                        HEADER
                                + iccid
                                + ";2025-12-01;2025-12-31;1;1;\n"
                                + iccid
                                + ";2025-12-05;2025-12-05;1;1;\n"
                                + iccid
                                + ";2025-12-31;2026-01-30;1;1;\n"
                                + iccid
                                + ";2025-12-01;2025-12-31;1;1;\n",
                        false);
        assertThat(problems(inFile))
                .containsExactly(
                        "3 period_from invoice.overlap.line",
                        "4 period_from invoice.overlap.line",
                        "5 period_from invoice.twice");
        assertThat(records()).hasSize(1);

        String id = records().getFirst().get("id").asString();
        assertThat(client.send("DELETE", "/api/v1/invoice-records/" + id, null).status())
                .isEqualTo(403);
        assertThat(operator.send("DELETE", "/api/v1/invoice-records/" + id, null).status())
                .isEqualTo(204);
        assertThat(counts(bringIn(iccid + ";2025-10-15;2025-11-14;1;1;\n")))
                .isEqualTo("1+ 0~ 0= 0-");
    }

    @Test
    void oneBadLine_keepsTheFileOut_andLosesNothing() {
        String iccid = card("public");
        bringIn(iccid + ";2025-10-01;2025-10-31;30;40;\n");
        String before = records().toString();

        Answer answer =
                send(
                        operator,
                        HEADER
                                + iccid
                                + ";2025-10-01;2025-10-31;31;41;\n"
                                + "8933999999999999999;2025-10-01;2025-10-31;1;1;\n"
                                + iccid
                                + ";soon;2025-10-31;1;1;\n",
                        false);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(problems(answer))
                .containsExactly("3 iccid invoice.unknown", "4 period_from invoice.date");
        assertThat(records().toString()).isEqualTo(before);
        JsonNode job =
                operator.get("/api/v1/sim-jobs?kind=INVOICES&state=FAILED")
                        .json()
                        .get("items")
                        .get(0);
        assertThat(job.get("refused").asLong()).isEqualTo(2);
    }

    @Test
    void linesOfCardsTheGatewayCounts_areLeftOut_andTold() {
        String here = card("private");
        String there = card("public");

        JsonNode report =
                bringIn(
                        here
                                + ";2025-10-01;2025-10-31;1;1;\n"
                                + there
                                + ";2025-10-01;2025-10-31;2;2;\n");

        assertThat(counts(report)).isEqualTo("1+ 0~ 0= 1-");
        assertThat(report.get("report").get("warnings").asLong()).isEqualTo(1);
        assertThat(records()).hasSize(1);
    }

    @Test
    void fileThatComesSlowly_keepsNobodyElsesOut() throws Exception {
        String slow = card("public");
        String quick = card("public");
        String period = ";2025-10-01;2025-10-31;1;1;\n";
        InvoiceImport imports = server.bean(InvoiceImport.class);
        try (var hands = Executors.newVirtualThreadPerTaskExecutor();
                var file = new PipedOutputStream();
                var read = new PipedInputStream(file)) {
            Future<InvoiceReport> report =
                    hands.submit(() ->
                            imports.receive(server.operatorViewer(), "slow.csv", read, false));
            file.write((HEADER + slow + period).getBytes(StandardCharsets.UTF_8));
            file.flush();
            Eventually.eventually(() -> assertThat(read.available()).isZero()); // it has begun
            assertThat(counts(bringIn(quick + period))).isEqualTo("1+ 0~ 0= 0-");
            file.close();
            assertThat(report.get(1, TimeUnit.MINUTES).lines().imported()).isTrue();
        }
        assertThat(records()).hasSize(2);
    }

    @Test
    void whoIsNotTheOperator_bringsNothingIn_andSeesOnesOwnOnly() {
        String iccid = card("public");
        String file = HEADER + iccid + ";2025-10-01;2025-10-31;1;1;\n";
        for (boolean dryRun : new boolean[] {true, false}) {
            assertThat(send(client, file, dryRun).status()).isEqualTo(403);
        }
        bringIn(file.substring(HEADER.length()));
        String id = records().getFirst().get("id").asString();
        ApiClient neighbour = server.as(server.dupont.token());

        assertThat(client.get("/api/v1/invoice-records/" + id).status()).isEqualTo(200);
        assertThat(neighbour.get("/api/v1/invoice-records/" + id).status()).isEqualTo(404);
        assertThat(neighbour.get("/api/v1/invoice-records").body()).doesNotContain(iccid);
        assertThat(
                        client.get(
                                        "/api/v1/invoice-records?periodAfter=2025-10-31&periodBefore=2025-11-01")
                                .json()
                                .get("items"))
                .hasSize(1);
        assertThat(client.get("/api/v1/invoice-records?periodAfter=2025-11-01").json().get("items"))
                .isEmpty();
        UUID operatorId = server.operator.id();
        assertThat(
                        server.store()
                                .fetchSingle(
                                        "select count(*) from audit_entry where action ="
                                                + " 'invoice.import' and outcome = 'DONE' and"
                                                + " organisation_id = ?",
                                        operatorId)
                                .get(0, Integer.class))
                .isPositive();
    }
}
