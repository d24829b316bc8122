package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.RunningPasserelle;
import java.sql.Connection;
import java.sql.ResultSet;
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

    /** A node that was stopped for good, one that died while it was short of addresses. */
    private static final String GONE =
            """
            with pool as (
                insert into access_point (id, name, pools)
                values (uuidv7(), 'quiet', '{10.99.0.0/24}')
            ), stopped as (
                insert into node (id, name, state, started_at, seen_at)
                values (uuidv7(), 'stopped', 'STOPPED', now() - interval '3 h', now() - interval '2 h')
                returning id
            ), dead as (
                insert into node (id, name, state, started_at, seen_at, short_of)
                values (uuidv7(), 'dead', 'SERVING', now() - interval '3 h', now() - interval '2 h',
                    '{10.99.0.0/24}')
                returning id
            )
            insert into address_block (network, node_id)
            select cidr '10.99.0.0/28', id from stopped union all select cidr '10.99.0.16/28', id from dead
            """;

    /** Whoever listens looks once, and so begins whatever goes round. */
    private static final String EVERY_TABLE =
            "select pg_notify('passerelle', relname) from pg_class where relkind = 'r'"
                    + " and relnamespace = 'public'::regnamespace";

    @Test
    void nobodyDoesAnything_nothingIsAnnounced() throws Exception {
        try (RunningPasserelle passerelle = RunningPasserelle.start();
                Connection connection = passerelle.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(GONE);
            Eventually.eventually(
                    () -> assertThat(stoppedHold(statement)).as("blocks of the stopped").isZero());
            statement.execute("listen passerelle");
            statement.execute(EVERY_TABLE);
            // what these and the start itself began comes to its end
            Eventually.eventually(() -> assertThat(announced(connection)).isEmpty());
            statement.execute("unlisten passerelle");
        }
    }

    private static int stoppedHold(Statement statement) throws SQLException {
        String sql =
                "select count(*) from address_block b join node n on n.id = b.node_id"
                        + " where n.name = 'stopped'";
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** How often each table is announced within the time; returns as soon as one was. */
    private static Map<String, Long> announced(Connection connection) throws SQLException {
        PGConnection listening = connection.unwrap(PGConnection.class);
        PGNotification[] heard = listening.getNotifications(LOOK_MILLIS);
        return Arrays.stream(heard == null ? new PGNotification[0] : heard)
                .collect(
                        Collectors.groupingBy(PGNotification::getParameter, Collectors.counting()));
    }
}
