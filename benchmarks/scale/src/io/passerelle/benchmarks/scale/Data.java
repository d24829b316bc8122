package io.passerelle.benchmarks.scale;

import io.passerelle.store.SecretBox;
import io.passerelle.store.embedded.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (Filling filling = Filling.of(folder)) {
            PostgresServer server = filling.server();
            Flyway.configure()
                    .dataSource(server.url(), server.user(), server.password())
                    .load()
                    .migrate();
            filling.run(script);
            filling.execute("select summarise_parts('connection_traits')");
            filling.execute("vacuum (analyze)"); // as PostgreSQL does by itself, later
            filling.execute("checkpoint");
        }
        Files.writeString(made, arguments[1]);
        System.out.printf(
                "Data of %s cards made in %d s%n",
                arguments[1], (System.nanoTime() - start) / 1_000_000_000);
    }
}
