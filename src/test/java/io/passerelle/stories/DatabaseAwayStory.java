package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.FaultyDatabase;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The database goes away while terminals sign on, connect and report (ALL-4). Memory is kept so
 * small that every outage is longer than it: what is acknowledged is on disk. Each test counts what
 * was acknowledged to the terminals, and what is in the database in the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAwayStory {

    private static final int MEMORY = 200;
    private static final int DURING = 5 * MEMORY;

    private final FaultyDatabase database = FaultyDatabase.start();
    private RunningPasserelle passerelle;
    private TestOperator operator;
    private Traffic.Echo echo;

    @BeforeAll
    void start() throws IOException {
        List<String> settings = new ArrayList<>(database.settings());
        settings.add("--passerelle.store.journal-entries=" + MEMORY);
        settings.add("--passerelle.store.patience=2s");
        passerelle = RunningPasserelle.start(settings.toArray(String[]::new));
        operator = TestOperator.of(passerelle);
        operator.knowsNas("127.0.0.1/32");
        operator.opensAccessPoint(TestSim.ACCESS_POINT, "127.81.0.0/16");
        echo = new Traffic.Echo();
    }

    @AfterAll
    void end() throws IOException {
        echo.close();
        passerelle.close();
        database.close();
    }

    @Test
    void stopped_terminalsNoticeNothingAndEverythingAcknowledgedIsWrittenOnce() throws Exception {
        BusyTown town = town();
        town.traffic().goesOnFor(DURING);

        database.stops();
        town.traffic().goesOnFor(DURING);
        saysThatItIsAway();
        town.traffic().goesOnFor(DURING);
        database.startsAgain();

        town.traffic().goesOnFor(DURING);
        town.hasEverythingOnce();
        saysThatItIsBack();
    }

    @Test
    void killed_isStartedAgainAndNothingIsLostOrDoubled() throws Exception {
        BusyTown town = town();
        for (int i = 0; i < 3; i++) {
            town.traffic().goesOnFor(DURING);
            database.isKilled();
        }
        town.traffic().goesOnFor(DURING);
        town.hasEverythingOnce();
    }

    @Test
    void hung_answersComeFromDiskAndNothingIsLostOrDoubled() throws Exception {
        BusyTown town = town();
        town.traffic().goesOnFor(DURING);

        database.hangs();
        town.traffic().goesOnFor(DURING);
        saysThatItIsAway();
        town.traffic().goesOnFor(DURING);
        database.wakesUp();

        town.traffic().goesOnFor(DURING);
        town.hasEverythingOnce();
        saysThatItIsBack();
    }

    @Test
    void swallowedByTheNetwork_answersComeFromDiskAndNothingIsLostOrDoubled() throws Exception {
        BusyTown town = town();
        town.traffic().goesOnFor(DURING);

        database.isUnreachable(true);
        town.traffic().goesOnFor(DURING);
        saysThatItIsAway();
        database.isUnreachable(false);

        town.traffic().goesOnFor(DURING);
        town.hasEverythingOnce();
    }

    @Test
    void slow_answersComeFromDiskAndNothingIsLostOrDoubled() throws Exception {
        BusyTown town = town();
        town.traffic().goesOnFor(DURING);

        database.isSlowBy(Duration.ofSeconds(1));
        town.traffic().goesOnFor(2 * DURING);
        database.isSlowBy(Duration.ZERO);

        town.hasEverythingOnce();
    }

    /** Another story may just have ended: its database is back before Passerelle says so. */
    private BusyTown town() throws Exception {
        saysThatItIsBack();
        return BusyTown.of(passerelle, operator, database, echo);
    }

    private void saysThatItIsAway() throws Exception {
        Eventually.eventually(() -> assertThat(get("/health").statusCode()).isEqualTo(503));
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        assertThat(BusyTown.metric(passerelle, "passerelle_store_up")).isZero();
        long asked = System.nanoTime();
        HttpResponse<String> answer = get("/api/v1/sims");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    private void saysThatItIsBack() throws Exception {
        Eventually.eventually(() -> assertThat(get("/health").statusCode()).isEqualTo(200));
        assertThat(BusyTown.metric(passerelle, "passerelle_store_up")).isEqualTo(1);
        assertThat(get("/api/v1/sims").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(passerelle.url() + path))
                            .header("Authorization", "Bearer " + operator.api().token())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
