package io.passerelle.benchmarks.usage;

import io.passerelle.benchmarks.scale.Api;
import io.passerelle.benchmarks.scale.Measured;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How long what the charts show takes, over the API of a running Passerelle. */
public final class Charts {

    private static final double LIMIT_MILLIS = 500;

    private Charts() {}

    /**
     * Runs.
     *
     * @param arguments cards; portal's address; rounds; file of results; parts
     */
    public static void main(String[] arguments) throws Exception {
        var measured =
                new Measured(Path.of(arguments[3]), arguments[0], Integer.parseInt(arguments[2]));
        for (String login : new String[] {"operator", "reseller", "customer"}) {
            var api = new Api(arguments[1], login);
            if (arguments[4].contains("charts")) {
                measure(measured, login, api);
            }
            if (arguments[4].contains("invoices")) {
                invoiced(measured, login, api);
            }
        }
        System.exit(0); // clients' threads do not end by themselves
    }

    private static void measure(Measured measured, String login, Api api) throws Exception {
        JsonNode top = api.get("/usage/top?limit=1").get("items").get(0);
        Map<String, String> subjects =
                subjects(top.get("simId").asString(), top.get("groupId").asString());
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Map<String, Duration> times = new LinkedHashMap<>();
        times.put("HOUR", Duration.ofDays(7));
        times.put("DAY", Duration.ofDays(31));
        times.put("MONTH", Duration.ofDays(365));
        for (Map.Entry<String, String> subject : subjects.entrySet()) {
            for (Map.Entry<String, Duration> time : times.entrySet()) {
                String query =
                        "/usage?step=%s&from=%s&to=%s%s"
                                .formatted(
                                        time.getKey(),
                                        now.minus(time.getValue()),
                                        now,
                                        subject.getValue());
                measured.measure(
                        login,
                        subject.getKey()
                                + ", "
                                + time.getValue().toDays()
                                + " d by "
                                + time.getKey(),
                        LIMIT_MILLIS,
                        () -> api.get(query));
            }
        }
        for (int days : new int[] {1, 7, 31, 365}) {
            String query =
                    "/usage/top?limit=20&from=%s&to=%s"
                            .formatted(now.minus(Duration.ofDays(days)), now);
            measured.measure(
                    login, "largest of " + days + " d", LIMIT_MILLIS, () -> api.get(query));
        }
        measured.measure(
                login,
                "cards by bytes of the month",
                LIMIT_MILLIS,
                () -> api.get("/sims?sort=-monthBytes"));
    }

    /** What a chart may be about, and how that is asked for. */
    private static Map<String, String> subjects(String card, String group) {
        Map<String, String> subjects = new LinkedHashMap<>();
        subjects.put("card", "&simId=" + card);
        subjects.put("group", "&groupId=" + group);
        subjects.put("all", "");
        return subjects;
    }

    /** What invoice records say of whole months and days. */
    private static void invoiced(Measured measured, String login, Api api) throws Exception {
        JsonNode card = api.get("/sims?limit=1").get("items").get(0);
        Map<String, String> subjects =
                subjects(card.get("id").asString(), card.get("groupId").asString());
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        for (Map.Entry<String, String> subject : subjects.entrySet()) {
            String query =
                    "/usage?source=INVOICES&step=MONTH&from=%s&to=%s%s"
                            .formatted(now.minus(Duration.ofDays(365)), now, subject.getValue());
            measured.measure(
                    login,
                    "invoices, " + subject.getKey() + ", 365 d by MONTH",
                    LIMIT_MILLIS,
                    () -> api.get(query));
        }
        for (int days : new int[] {31, 365}) {
            String query =
                    "/usage/top?source=INVOICES&limit=20&from=%s&to=%s"
                            .formatted(now.minus(Duration.ofDays(days)), now);
            measured.measure(
                    login,
                    "invoices, largest of " + days + " d, answer " + api.status(query),
                    LIMIT_MILLIS,
                    () -> api.status(query));
        }
    }
}
