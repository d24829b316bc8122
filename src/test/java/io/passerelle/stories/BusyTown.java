package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.FaultyDatabase;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.Traffic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A customer whose terminals are never quiet, and what became of all they were told. */
final class BusyTown {

    private static final int TERMINALS = 12;
    private static final int INPUT_PORT = 4001;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningPasserelle passerelle;
    private final FaultyDatabase database;
    private final TestCustomer customer;
    private final Traffic traffic;

    private BusyTown(
            RunningPasserelle passerelle,
            FaultyDatabase database,
            TestCustomer customer,
            Traffic traffic) {
        this.passerelle = passerelle;
        this.database = database;
        this.customer = customer;
        this.traffic = traffic;
    }

    /** Sets a new customer's terminals going. */
    static BusyTown of(
            RunningPasserelle passerelle,
            TestOperator operator,
            FaultyDatabase database,
            Traffic.Echo echo) {
        TestCustomer customer = operator.welcomes("Ville");
        customer.mayReach("127.0.0.0/8");
        customer.makesRoute(customer.defaultGroup(), INPUT_PORT, echo.destination());
        List<TestSim> sims =
                IntStream.range(0, TERMINALS).mapToObj(i -> customer.importsSim("")).toList();
        return new BusyTown(
                passerelle, database, customer, Traffic.of(passerelle, operator, sims, INPUT_PORT));
    }

    Traffic traffic() {
        return traffic;
    }

    /** Lets everybody sign off; then the database has each thing that was acknowledged, once. */
    void hasEverythingOnce() throws Exception {
        Traffic.Totals acknowledged = traffic.ends();
        assertThat(acknowledged.unanswered()).as("of " + acknowledged).isZero();
        Eventually.within(
                PATIENCE,
                () ->
                        assertThat(stored())
                                .as("sessions, ended, octets, sign-ons, connections")
                                .containsExactly(
                                        acknowledged.sessions(),
                                        acknowledged.sessions(),
                                        acknowledged.octets(),
                                        acknowledged.sessions(),
                                        acknowledged.connections()));
        assertThat(metric(passerelle, "passerelle_journal_lost_total")).isZero();
        assertThat(metric(passerelle, "passerelle_journal_turned_away_total")).isZero();
        System.out.printf(
                "acknowledged %s; stored all of it once; %,.0f by way of the disk%n",
                acknowledged, metric(passerelle, "passerelle_journal_replayed_total"));
    }

    private List<Long> stored() {
        return database.numbers(
                """
                select (select count(*) from session where organisation_id = o.id),
                    (select count(*) from session where organisation_id = o.id
                        and end_reason = 'STOP'),
                    (select coalesce(sum(octets_in), 0) from session
                        where organisation_id = o.id),
                    (select count(*) from authentication where organisation_id = o.id
                        and accepted),
                    (select count(*) from connection where organisation_id = o.id)
                from organisation o where o.id = ?
                """,
                customer.id());
    }

    /** What a metric says, summed over its labels. */
    static double metric(RunningPasserelle passerelle, String name) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(passerelle.url() + "/metrics")).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }
}
