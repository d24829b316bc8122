package io.passerelle.store;

import static io.passerelle.store.db.Tables.NAS;
import static io.passerelle.store.db.Tables.ORGANISATION;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Ids;
import io.passerelle.testing.TestDatabase;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** M2M-25's ground: a committed change, by whatever program, reaches the snapshots. */
class ChangeFeedTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final ChangeFeed feed = new ChangeFeed(database.source(), new StoreState());

    @AfterEach
    void stop() {
        feed.stop();
        database.close();
    }

    @Test
    void firstLoad_happensBeforeStartReturns() {
        var loads = new AtomicInteger();
        feed.on("organisation", loads::incrementAndGet);
        assertThat(loads).hasValue(0);
        feed.start();
        assertThat(loads.get()).isPositive();
    }

    @Test
    void committedChange_isReadAndOthersAreNot() {
        var organisations = new AtomicInteger();
        var rows = new AtomicInteger();
        var others = new AtomicInteger();
        feed.on(
                "organisation",
                () -> {
                    organisations.incrementAndGet();
                    rows.set(database.dsl().fetchCount(ORGANISATION));
                });
        feed.on("nas", others::incrementAndGet);
        feed.start();
        eventually(() ->
                assertThat(others.get())
                        .isGreaterThanOrEqualTo(2)); // at start, and once it listens
        int before = others.get();
        database.dsl()
                .execute(
                        "insert into organisation (id, kind, name) values ('"
                                + Ids.next()
                                + "', 'OPERATOR', 'x')");
        eventually(() -> assertThat(rows).hasValue(1));
        assertThat(others).hasValue(before);
    }

    @Test
    void readingOfTwoTables_neverRunsBesideItself() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var rows = new AtomicInteger();
        feed.on(
                Set.of("organisation", "nas"),
                () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    rows.set(database.dsl().fetchCount(NAS));
                    running.decrementAndGet();
                });
        feed.start();
        database.dsl()
                .execute(
                        "insert into organisation (id, kind, name)"
                                + " values (gen_random_uuid(), 'OPERATOR', 'x')");
        for (int made = 0; made < 50; made++) {
            database.dsl()
                    .execute(
                            """
                            with o as (update organisation set name = gen_random_uuid())
                            insert into nas (id, name, network, secret)
                            select i, 'n' || i, '192.0.2.%d', '' from gen_random_uuid() i
                            """
                                    .formatted(made));
        }
        eventually(() -> assertThat(rows).hasValue(50));
        assertThat(most).hasValue(1);
    }

    @Test
    void failingReload_isTriedAgain() {
        var attempts = new AtomicInteger();
        feed.start();
        feed.on(
                "organisation",
                () -> {
                    if (attempts.incrementAndGet() < 2) {
                        throw new IllegalStateException("not yet");
                    }
                });
        eventually(() -> assertThat(attempts.get()).isGreaterThanOrEqualTo(2));
    }

    @Test
    void lostConnection_everythingIsReadAgain() {
        var loads = new AtomicInteger();
        feed.on("organisation", loads::incrementAndGet);
        feed.start();
        eventually(() -> assertThat(loads.get()).isGreaterThanOrEqualTo(2));
        int before = loads.get();
        database.dsl()
                .execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where query ="
                                + " 'listen passerelle'");
        eventually(() -> assertThat(loads.get()).isGreaterThan(before));
    }
}
