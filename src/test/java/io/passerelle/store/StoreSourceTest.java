package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.SettingsReader;
import io.passerelle.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who has a way of their own to the database. */
class StoreSourceTest {

    private static final int PEOPLE = 4;
    private static final int KEEPERS = 9;

    /** PostgreSQL thinks of a plan for any values from the sixth time on. */
    private static final int TIMES = 8;

    @Test
    void everyPoolIsFull_theHeartBeats() throws Exception {
        List<Connection> taken = new ArrayList<>();
        try (StoreSource source = source()) {
            for (int i = 0; i < PEOPLE; i++) {
                taken.add(source.getConnection());
            }
            for (int i = 0; i < KEEPERS; i++) {
                StoreSource.keeping(() -> taken.add(source.getConnection()));
            }
            var beaten = new AtomicBoolean();
            new HeartConnection().run(() -> beaten.set(answers(source)));
            assertThat(beaten).isTrue();
            for (Connection one : taken) {
                one.close();
            }
        }
    }

    @Test
    void journalsBatch_hasAPlanOfItsOwnEachTime() throws Exception {
        try (StoreSource source = source()) {
            StoreSource.keeping(() -> {
                try (Connection connection = source.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute(
                            """
                            prepare batch (integer[]) as
                            with a as materialized (select n from unnest($1) n)
                            select count(*) from a join a b on b.n = a.n
                            """);
                    for (int i = 0; i < TIMES; i++) {
                        statement.execute("execute batch (array[1, 2, 3])");
                    }
                    try (ResultSet plans =
                            statement.executeQuery(
                                    "select generic_plans, custom_plans from pg_prepared_statements"
                                            + " where name = 'batch'")) {
                        assertThat(plans.next()).isTrue();
                        assertThat(plans.getInt(1)).isZero();
                        assertThat(plans.getInt(2)).isEqualTo(TIMES);
                    }
                }
            });
        }
    }

    private static StoreSource source() throws Exception {
        TestDatabase.Address address = TestDatabase.freshAddress();
        StoreSettings settings =
                StoreSettings.read(
                        new SettingsReader(
                                Map.of("passerelle.store.connections", "" + PEOPLE)::get));
        var server =
                new ServerAddress(
                        address.url(),
                        address.user(),
                        address.password(),
                        new NodeIdentity(UUID.randomUUID()));
        return new StoreSource(server, settings, new StoreState());
    }

    private static boolean answers(StoreSource source) {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
