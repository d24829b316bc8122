package io.passerelle.sims.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.Right;
import io.passerelle.api.ApiClient;
import io.passerelle.api.ApiClient.Answer;
import io.passerelle.api.ApiServer;
import io.passerelle.store.SecretBox;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Files of SIM cards, good and bad: every line is told of, and all cards come in or none. */
@ExtendWith(ApiServer.Extension.class)
class SimImportApiTest {

    private static final AtomicLong NUMBER = new AtomicLong(100_000);

    private final ApiServer server;
    private ApiServer.Tenant tenant;
    private ApiClient client;

    SimImportApiTest(ApiServer server) {
        this.server = server;
    }

    @BeforeEach
    void ownCustomer() {
        tenant = server.tenant(server.operatorViewer(), "Import " + NUMBER.incrementAndGet());
        client = server.as(tenant.token());
    }

    @Test
    void goodFileBringsEveryCardWithEverythingItSays() {
        client.post("/api/v1/groups", "{\"name\": \"Paris\"}");
        String point = "m2m" + NUMBER.incrementAndGet();
        server.as(server.operatorToken)
                .post(
                        "/api/v1/access-points",
                        "{\"name\": \"" + point + "\", \"pools\": [\"10.64.0.0/16\"]}");
        String iccid = iccid();
        String msisdn = "336" + NUMBER.incrementAndGet();
        String imsi = "20801" + (1_000_000_000L + NUMBER.incrementAndGet());
        String file =
                "iccid;msisdn;imsi;operator;group;access_point;label;user_name;password;static_address;status;tags\r\n"
                        + iccid
                        + ";+"
                        + msisdn
                        + ";"
                        + imsi
                        + ";Orange;paris;"
                        + point
                        + ";\"Till; 3\";user"
                        + iccid
                        + ";s3cret;;suspended;\"été, kiosk\"\r\n";

        Answer answer = upload(file, false);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().get("imported").asBoolean()).isTrue();
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
        JsonNode card = cards().get(0);
        assertThat(card.get("iccid").asString()).isEqualTo(iccid);
        assertThat(card.get("msisdn").asString()).isEqualTo(msisdn);
        assertThat(card.get("imsi").asString()).isEqualTo(imsi);
        assertThat(card.get("operator").asString()).isEqualTo("Orange");
        assertThat(card.get("group").asString()).isEqualTo("Paris");
        assertThat(card.get("accessPoint").asString()).isEqualTo(point);
        assertThat(card.get("label").asString()).isEqualTo("Till; 3");
        assertThat(card.get("userName").asString()).isEqualTo("user" + iccid);
        assertThat(card.get("hasPassword").asBoolean()).isTrue();
        assertThat(card.get("status").asString()).isEqualTo("SUSPENDED");
        assertThat(card.get("tags").toString()).isEqualTo("[\"été\",\"kiosk\"]");
        byte[] sealed =
                server.store()
                        .fetchSingle("select password from sim where iccid = ?", iccid)
                        .get(0, byte[].class);
        assertThat(server.bean(SecretBox.class).open(sealed)).isEqualTo("s3cret");
        assertThat(
                        server.store()
                                .fetchSingle(
                                        "select count(*) from audit_entry where action = 'sim.import' and object_id = ?",
                                        tenant.customer().id().toString())
                                .get(0, Integer.class))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    N° SIM;Libellé;Adresse IP        | ;
                    ICCID,Label,Static address       | ,
                    Numéro SIM;libelle;adresse_ip    | ;
                    """)
    void headersInFrenchAndEnglishAndAnySeparatorAreRead(String header, String separator) {
        String address =
                "10.99." + NUMBER.incrementAndGet() % 250 + "." + NUMBER.incrementAndGet() % 250;
        String file =
                "\ufeff" + header + "\n" + String.join(separator, iccid(), "été", address) + "\n";

        Answer answer = upload(file, false);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(cards().get(0).get("label").asString()).isEqualTo("été");
        assertThat(cards().get(0).get("staticAddress").asString()).isEqualTo(address);
    }

    @Test
    void cardWithoutGroupGoesToTheDefaultOne() {
        upload("iccid\n" + iccid() + "\n", false);

        assertThat(cards().get(0).get("group").asString()).isEqualTo("défaut");
        assertThat(cards().get(0).get("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void dryRunTellsEverythingAndKeepsNothing() {
        Answer answer = upload("iccid\n" + iccid() + "\n" + iccid() + "\n", true);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("dryRun").asBoolean()).isTrue();
        assertThat(answer.json().get("imported").asBoolean()).isFalse();
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(2);
        assertThat(cards()).isEmpty();
    }

    @Test
    void oneBadLineKeepsTheWholeFileOut() {
        Answer answer = upload("iccid\n" + iccid() + "\nabc\n" + iccid() + "\n", false);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("type").asString()).endsWith(":import");
        JsonNode report = answer.json().get("report");
        assertThat(report.get("accepted").asInt()).isEqualTo(2);
        assertThat(report.get("rejected").asInt()).isEqualTo(1);
        assertThat(problems(report)).containsExactly("3 iccid iccid.bad");
        assertThat(cards()).isEmpty();
    }

    /** One line of values under this header: the problem it must give. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    msisdn         | 06-abc              | msisdn.bad
                    msisdn         | 3,37E+10            | import.spreadsheet
                    imsi           | 2080112             | imsi.bad
                    label          | =1+1                | import.formula
                    label          | @SUM(A1)            | import.formula
                    operator       | -2+3                | import.formula
                    group          | nowhere             | import.group
                    access_point   | nowhere             | import.access-point
                    static_address | 10.0.0.256          | address.bad
                    static_address | gateway.example     | address.bad
                    static_address | 0.0.0.0             | import.address.host
                    status         | happy               | import.status
                    status         | activation_requested| import.status
                    """)
    void badFieldIsNamedWithLineAndReason(String column, String value, String code) {
        String file = "iccid;" + column + "\n" + iccid() + ";" + value + "\n";

        assertThat(problems(upload(file, true).json())).containsExactly("2 " + column + " " + code);
    }

    @Test
    void longTextsAndControlCharactersAreNamed() {
        String file =
                "iccid;label;user_name\n"
                        + iccid()
                        + ";"
                        + "x".repeat(121)
                        + ";a\n"
                        + iccid()
                        + ";a\u0007b;"
                        + "u".repeat(201)
                        + "\n";

        assertThat(problems(upload(file, true).json()))
                .containsExactlyInAnyOrder(
                        "2 label too.long", "3 label import.control", "3 user_name too.long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    iccid;colour           | 1 file import.header.unknown
                    label;group            | 1 iccid import.header.missing
                    iccid;label;libellé    | 1 label import.header.twice
                    8933010000000000017;x  | 1 file import.header.unknown
                    """)
    void wrongHeaderIsRefusedBeforeAnyLine(String header, String problem) {
        Answer answer = upload(header + "\n" + iccid() + ";x\n", false);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(problems(answer.json().get("report"))).contains(problem);
    }

    @Test
    void otherEncodingIsRefusedWithItsLine() {
        byte[] latin =
                ("iccid;label\n" + iccid() + ";ete\n" + iccid() + ";été\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = ("iccid\n" + iccid()).getBytes(Charset.forName("UTF-16"));

        assertThat(problems(upload(BodyPublishers.ofByteArray(latin), true).json()))
                .containsExactly("3 file import.encoding");
        assertThat(problems(upload(BodyPublishers.ofByteArray(wide), true).json()))
                .containsExactly("1 file import.encoding");
        assertThat(
                        client.upload(
                                        "/api/v1/sims/import",
                                        BodyPublishers.ofString("iccid\n"),
                                        "Content-Type",
                                        "text/csv; charset=iso-8859-1")
                                .status())
                .isEqualTo(415);
    }

    @Test
    void emptyFilesAreRefused() {
        assertThat(problems(upload("", true).json())).containsExactly("1 file import.empty");
        assertThat(problems(upload("iccid\n\n", true).json()))
                .containsExactly("2 file import.no-lines");
    }

    @Test
    void brokenLinesAreNamedAndTheOthersRead() {
        String file =
                "iccid;label\n"
                        + iccid()
                        + ";\"open\n"
                        + iccid()
                        + ";a;b\n"
                        + "9".repeat(9_000)
                        + "\n"
                        + iccid()
                        + ";good\n"
                        + ";no number\n";

        JsonNode report = upload(file, true).json();

        assertThat(problems(report))
                .containsExactly(
                        "2 file import.quote",
                        "3 file import.width",
                        "4 file import.line.long",
                        "6 iccid required");
        assertThat(report.get("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void sameValueTwiceIsNamedWithTheFirstLine() {
        String one = iccid();
        String two = iccid();
        String file =
                "iccid;msisdn;user_name;static_address\n"
                        + one
                        + ";33611111111;Same;10.98.0.1\n"
                        + two
                        + ";33611111111;same;10.98.0.1\n"
                        + one
                        + ";;;\n";

        JsonNode report = upload(file, true).json();

        assertThat(problems(report))
                .containsExactlyInAnyOrder(
                        "3 msisdn import.twice",
                        "3 user_name import.twice",
                        "3 static_address import.twice",
                        "4 iccid import.twice");
        assertThat(report.get("problems").get(0).get("detail").asString()).contains("Line 2");
        assertThat(report.get("rejected").asInt()).isEqualTo(2);
    }

    @Test
    void cardThatIsAlreadyThereIsNamed() {
        String iccid = iccid();
        upload("iccid;user_name\n" + iccid + ";u" + iccid + "\n", false);

        assertThat(
                        problems(
                                upload("iccid;user_name\n" + iccid + ";U" + iccid + "\n", false)
                                        .json()
                                        .get("report")))
                .containsExactlyInAnyOrder("2 iccid sim.taken", "2 user_name sim.taken");
    }

    @Test
    void wrongCheckDigitIsOnlyAWarning() {
        String good = iccid();
        String wrong = good.substring(0, 18) + (char) ('0' + (good.charAt(18) - '0' + 1) % 10);

        JsonNode report = upload("iccid\n" + wrong + "\n", true).json();

        assertThat(report.get("warnings").asInt()).isEqualTo(1);
        assertThat(report.get("rejected").asInt()).isZero();
        assertThat(report.get("problems").get(0).get("warning").asBoolean()).isTrue();
    }

    @Test
    void problemsAreToldUpToALimitAndAllCounted() {
        String file = "iccid\n" + "abc\n".repeat(5_000);

        JsonNode report = upload(file, true).json();

        assertThat(report.get("problems")).hasSize(1_000);
        assertThat(report.get("problemsTotal").asInt()).isEqualTo(5_000);
        assertThat(report.get("rejected").asInt()).isEqualTo(5_000);
    }

    @Test
    void otherCustomersOrganisationIsNotFound() {
        Answer answer =
                client.upload(
                        "/api/v1/sims/import?organisationId=" + server.dupont.customer().id(),
                        BodyPublishers.ofString("iccid\n" + iccid()),
                        "Content-Type",
                        "text/csv");

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void importWithoutTheRightIsForbidden() {
        ApiClient limited = server.as(server.token(tenant.account(), Right.MANAGE_ROUTES));

        assertThat(
                        limited.upload(
                                        "/api/v1/sims/import",
                                        BodyPublishers.ofString("iccid\n" + iccid()),
                                        "Content-Type",
                                        "text/csv")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void reportIsInTheReadersLanguage() {
        Answer answer =
                client.upload(
                        "/api/v1/sims/import?dryRun=true",
                        BodyPublishers.ofString("iccid\nabc\n"),
                        "Content-Type",
                        "text/csv",
                        "Accept-Language",
                        "fr");

        assertThat(answer.json().get("problems").get(0).get("detail").asString())
                .contains("n’est pas");
    }

    /** A tenth of what a file may bring; the whole million is measured by benchmarks. */
    @Test
    void hundredThousandLinesComeInWithoutBeingHeldInMemory() {
        int lines = 100_000;
        long first = 1_000_000 + NUMBER.getAndAdd(lines);
        BodyPublisher file = GeneratedFile.of(first, lines);

        Answer answer = upload(file, false);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(lines);
        assertThat(
                        server.store()
                                .fetchSingle(
                                        "select count(*) from sim where organisation_id = ?",
                                        tenant.customer().id())
                                .get(0, Integer.class))
                .isEqualTo(lines);
    }

    private Answer upload(String file, boolean dryRun) {
        return upload(BodyPublishers.ofString(file), dryRun);
    }

    private Answer upload(BodyPublisher file, boolean dryRun) {
        return client.upload(
                "/api/v1/sims/import?dryRun=" + dryRun, file, "Content-Type", "text/csv");
    }

    private JsonNode cards() {
        return client.get("/api/v1/sims?limit=500").json().get("items");
    }

    private static List<String> problems(JsonNode report) {
        List<String> problems = new ArrayList<>();
        report.get("problems")
                .forEach(p -> {
                    if (!p.get("warning").asBoolean()) {
                        problems.add(
                                p.get("line").asInt()
                                        + " "
                                        + p.get("field").asString()
                                        + " "
                                        + p.get("code").asString());
                    }
                });
        return problems;
    }

    private static String iccid() {
        return GeneratedFile.iccid(NUMBER.incrementAndGet());
    }
}
