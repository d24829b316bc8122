package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.RunningPasserelle;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * A Passerelle that nobody uses is quiet. Each worker hears when there may be something to do and
 * looks by an update: were an update that finds nothing an announcement, it would look for ever.
 */
class QuietStory {

    private static final int LOOK_MILLIS = 3_000;

    @Test
    void nobodyDoesAnything_nothingIsAnnounced() throws Exception {
        try (RunningPasserelle passerelle = RunningPasserelle.start();
                Connection connection = passerelle.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen passerelle");
            // what the start itself began comes to its end
            Eventually.eventually(() -> assertThat(announced(connection)).isEmpty());
            statement.execute("unlisten passerelle");
        }
    }

    /** How often each table was announced while one looks. */
    private static Map<String, Long> announced(Connection connection)
            throws SQLException, InterruptedException {
        PGConnection listening = connection.unwrap(PGConnection.class);
        listening.getNotifications(); // those of before
        Thread.sleep(LOOK_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1"); // brings what was announced
        }
        PGNotification[] heard = listening.getNotifications();
        return Arrays.stream(heard == null ? new PGNotification[0] : heard)
                .collect(
                        Collectors.groupingBy(PGNotification::getParameter, Collectors.counting()));
    }
}
