package io.passerelle.benchmarks.alerts;

import io.passerelle.PasserelleApplication;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.Looks;
import io.passerelle.benchmarks.scale.Measured;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Visible;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.SmartLifecycle;

/** Starts Passerelle in this process, stops the clocks of alerts, and measures. */
public final class AlertBenchmark {

    private static final int OWN = 4;

    private AlertBenchmark() {}

    /**
     * Runs.
     *
     * @param arguments cards; rounds; file of results; parts; the rest is Passerelle's
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[1]);
        var measured = new Measured(Path.of(arguments[2]), arguments[0], rounds);
        List<String> parts = List.of(arguments[3].split(","));
        String[] settings = Arrays.copyOfRange(arguments, OWN, arguments.length);
        try (var context = SpringApplication.run(PasserelleApplication.class, settings)) {
            context.getBean("alertWatch", SmartLifecycle.class).stop();
            Viewer operator = operator(context.getBean(DSLContext.class));
            if (parts.contains("looks")) {
                new Looks(context, measured, operator).look();
            }
            if (parts.contains("told")) {
                new Looks(context, measured, operator).lookAtWhatIsTold();
            }
            if (parts.contains("hooks")) {
                new Hooks(context, measured, operator, rounds).run();
            }
        }
        System.exit(0); // whatever still waits for a database that is gone
    }

    private static Viewer operator(DSLContext dsl) {
        UUID root =
                dsl.resultQuery("select id from organisation where parent_id is null")
                        .fetchSingle(0, UUID.class);
        return new Viewer(
                Ids.next(),
                "benchmark",
                "Benchmark",
                root,
                OrganisationKind.OPERATOR,
                Set.of(Right.values()),
                Locale.UK,
                ZoneOffset.UTC,
                "system",
                new Visible.Everything(),
                "127.0.0.1",
                null);
    }
}
