package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.SettingsReader;
import io.passerelle.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who has a way of their own to the database. */
class StoreSourceTest {

    private static final int PEOPLE = 4;
    private static final int KEEPERS = 6;

    @Test
    void everyPoolIsFull_theHeartBeats() throws Exception {
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
        List<Connection> taken = new ArrayList<>();
        try (var source = new StoreSource(server, settings, new StoreState())) {
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

    private static boolean answers(StoreSource source) {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
