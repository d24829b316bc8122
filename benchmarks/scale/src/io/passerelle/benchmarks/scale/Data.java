package io.passerelle.benchmarks.scale;

import io.passerelle.store.SecretBox;
import io.passerelle.store.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;

/** Makes the data folder of a Passerelle with so many SIM cards, from {@code data.sql}. */
public final class Data {

    /** The RADIUS secret of every network access server. */
    static final String RADIUS_SECRET = "benchmark";

    /** What API tokens begin with; the account's login follows. */
    static final String TOKEN = "psr_benchmark-";

    private Data() {}

    /**
     * Makes it; a folder that has data already stays as it is.
     *
     * @param arguments the data folder; the number of SIM cards; the file of SQL
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path made = folder.resolve("made");
        if (Files.exists(made) && Files.readString(made).equals(arguments[1])) {
            return;
        }
        long start = System.nanoTime();
        String secret = HexFormat.of().formatHex(SecretBox.withKeyIn(folder).seal(RADIUS_SECRET));
        String script =
                Files.readString(Path.of(arguments[2]))
                        .replace("${cards}", arguments[1])
                        .replace("${secret}", secret)
                        .replace("${token}", TOKEN);
        try (PostgresServer server = PostgresServer.startIn(folder)) {
            Flyway.configure()
                    .dataSource(server.url(), server.user(), server.password())
                    .load()
                    .migrate();
            fill(server, script);
        }
        Files.writeString(made, arguments[1]);
        System.out.printf(
                "Data of %s cards made in %d s%n",
                arguments[1], (System.nanoTime() - start) / 1_000_000_000);
    }

    private static void fill(PostgresServer server, String script)
            throws SQLException, IOException {
        try (Connection connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = public, ext");
            connection.setAutoCommit(false);
            for (String sql : script.split(";;\\s*\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("select summarise_parts('connection_traits')");
            statement.execute("vacuum (analyze)"); // as PostgreSQL does by itself, later
            statement.execute("checkpoint");
        }
    }
}
