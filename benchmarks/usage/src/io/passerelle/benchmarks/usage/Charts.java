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
     * @param arguments cards; portal's address; rounds; file of results
     */
    public static void main(String[] arguments) throws Exception {
        var measured =
                new Measured(Path.of(arguments[3]), arguments[0], Integer.parseInt(arguments[2]));
        for (String login : new String[] {"operator", "reseller", "customer"}) {
            measure(measured, login, new Api(arguments[1], login));
        }
        System.exit(0); // clients' threads do not end by themselves
    }

    private static void measure(Measured measured, String login, Api api) throws Exception {
        JsonNode top = api.get("/usage/top?limit=1").get("items").get(0);
        Map<String, String> subjects = new LinkedHashMap<>();
        subjects.put("card", "simId=" + top.get("simId").asString());
        subjects.put("group", "groupId=" + top.get("groupId").asString());
        subjects.put("all", "");
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Map<String, Duration> times = new LinkedHashMap<>();
        times.put("HOUR", Duration.ofDays(7));
        times.put("DAY", Duration.ofDays(31));
        times.put("MONTH", Duration.ofDays(365));
        for (Map.Entry<String, String> subject : subjects.entrySet()) {
            for (Map.Entry<String, Duration> time : times.entrySet()) {
                String query =
                        "/usage?step=%s&from=%s&to=%s&%s"
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
}
