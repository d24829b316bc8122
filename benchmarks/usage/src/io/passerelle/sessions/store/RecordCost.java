package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.SESSION;

import com.zaxxer.hikari.HikariDataSource;
import io.passerelle.benchmarks.scale.Measured;
import io.passerelle.sessions.SessionFacts;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.sessions.SessionTurns;
import io.passerelle.sessions.Usage;
import io.passerelle.store.embedded.PostgresServer;
import io.passerelle.usage.store.Folding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.boot.jooq.autoconfigure.SpringTransactionProvider;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * What counting adds to writing an accounting record: the same interim reports of ten thousand
 * sessions through the writer as it is, and through one whose statement counts no hours, in turns.
 * Stands beside the writer, whose statement nobody else can take apart.
 */
public final class RecordCost {

    private static final int[] BATCHES = {2_000, 100};

    /** What is written is of days to come, which have no rows yet. */
    private static final Duration AHEAD = Duration.ofDays(10);

    private final PostgresServer server;
    private final Measured measured;
    private final int rounds;
    private final SessionWriter counting;
    private final SessionWriter plain;
    private final Folding folding;
    private final List<SessionFacts> sessions;
    private long octets;
    private Instant at = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);

    private RecordCost(
            PostgresServer server, HikariDataSource source, Measured measured, int rounds) {
        this.server = server;
        this.measured = measured;
        this.rounds = rounds;
        var transactions = new DataSourceTransactionManager(source);
        var configuration = new DefaultConfiguration();
        configuration.set(SQLDialect.POSTGRES);
        configuration.set(
                new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(source)));
        configuration.set(new SpringTransactionProvider(transactions));
        DSLContext dsl = DSL.using(configuration);
        this.counting = new SessionWriter(dsl, transactions, SessionTurns.UNTOLD, AHEAD);
        this.plain = SessionWriter.withoutHours(dsl, transactions, AHEAD);
        this.folding = new Folding(dsl);
        this.sessions =
                dsl.selectFrom(SESSION).orderBy(SESSION.ID).fetch(SessionStore::record).stream()
                        .map(SessionRecord::facts)
                        .toList();
    }

    /**
     * Runs.
     *
     * @param arguments cards; data folder; rounds; file of results
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[2]);
        var measured = new Measured(Path.of(arguments[3]), arguments[0], rounds);
        try (PostgresServer server = PostgresServer.startIn(Path.of(arguments[1]));
                var source = new HikariDataSource()) {
            source.setJdbcUrl(server.url());
            source.setUsername(server.user());
            source.setPassword(server.password());
            source.setMaximumPoolSize(1);
            // as the journals' connections have it
            source.setConnectionInitSql(
                    "set search_path to public, ext; set plan_cache_mode to force_custom_plan");
            var cost = new RecordCost(server, source, measured, rounds);
            for (int batch : BATCHES) {
                cost.measure(batch);
            }
        }
    }

    /** Wall time and the database's processor time, microseconds a record. */
    private record Cost(double wall, double processor) {}

    private void measure(int batch) throws Exception {
        List<Cost> with = new ArrayList<>();
        List<Cost> without = new ArrayList<>();
        List<Cost> added = new ArrayList<>();
        Cost firstOfTheDay = null;
        for (int round = -2; round < rounds; round++) {
            boolean turn = round % 2 == 0;
            if (turn) {
                keep(without, round, write(plain, batch));
            }
            Cost counted = write(counting, batch);
            if (firstOfTheDay == null) {
                firstOfTheDay = counted;
            }
            keep(with, round, counted);
            keep(added, round, timed(folding::addUp));
            if (!turn) {
                keep(without, round, write(plain, batch));
            }
        }
        String what = batch + " records a batch";
        tell("without hours, " + what, without);
        tell("with hours, " + what, with);
        tell("groups and organisations added up, " + what, added);
        tell("with hours, the first of a day, " + what, List.of(firstOfTheDay));
        double[] walls = new double[rounds];
        double[] processors = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            double sum = with.get(i).wall() + added.get(i).wall();
            walls[i] = sum / without.get(i).wall();
            processors[i] =
                    (with.get(i).processor() + added.get(i).processor())
                            / without.get(i).processor();
        }
        ratio("ratio of time, all of counting, " + what, walls);
        ratio("ratio of database's processor time, " + what, processors);
        at =
                at.truncatedTo(ChronoUnit.DAYS)
                        .plus(1, ChronoUnit.DAYS); // the next begins with new rows
    }

    private static void keep(List<Cost> list, int round, Cost cost) {
        if (round >= 0) {
            list.add(cost);
        }
    }

    private Cost write(SessionWriter writer, int batch) throws Exception {
        octets += 1_500;
        at = at.plusSeconds(60);
        List<List<SessionRecord>> batches = new ArrayList<>();
        for (int from = 0; from < sessions.size(); from += batch) {
            batches.add(
                    sessions.subList(from, Math.min(sessions.size(), from + batch)).stream()
                            .map(facts ->
                                    new SessionRecord(
                                            facts,
                                            new Usage(
                                                    octets, 2 * octets, octets / 500, octets / 500),
                                            at,
                                            null,
                                            null,
                                            ""))
                            .toList());
        }
        return timed(() -> batches.forEach(writer::write));
    }

    private interface Work {
        void run() throws Exception;
    }

    private Cost timed(Work work) throws Exception {
        double processor = processorMicros();
        long start = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - start) / 1e3;
        return new Cost(wall / sessions.size(), (processorMicros() - processor) / sessions.size());
    }

    /** Of the server and all its processes. */
    private double processorMicros() {
        return ProcessHandle.of(server.pid())
                        .orElseThrow()
                        .descendants()
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toNanos)
                        .sum()
                / 1e3;
    }

    private void tell(String what, List<Cost> costs) throws Exception {
        double[] walls = costs.stream().mapToDouble(Cost::wall).sorted().toArray();
        double[] processors = costs.stream().mapToDouble(Cost::processor).sorted().toArray();
        measured.tell("", what, walls[walls.length / 2], walls[walls.length - 1], "us", 1e9);
        measured.tell(
                "",
                what + ", processor",
                processors[processors.length / 2],
                processors[processors.length - 1],
                "us",
                1e9);
    }

    private void ratio(String what, double[] ratios) throws Exception {
        Arrays.sort(ratios);
        measured.tell("", what, ratios[ratios.length / 2], ratios[ratios.length - 1], "x", 1e9);
    }
}
