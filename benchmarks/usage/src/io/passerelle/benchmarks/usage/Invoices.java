package io.passerelle.benchmarks.usage;

import io.passerelle.store.embedded.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** Adds invoice records to data that have none. */
public final class Invoices {

    private Invoices() {}

    /**
     * Makes them.
     *
     * @param arguments the data folder; the file of SQL
     */
    public static void main(String[] arguments) throws Exception {
        String script = Files.readString(Path.of(arguments[1]));
        try (PostgresServer server = PostgresServer.startIn(Path.of(arguments[0]));
                Connection connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = public, ext");
            statement.execute("set synchronous_commit = off");
            statement.execute("set work_mem = '256MB'");
            if (exist(statement)) {
                return;
            }
            long start = System.nanoTime();
            connection.setAutoCommit(false);
            for (String sql : script.split(";;\\s*\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum (analyze) invoice_record, invoice_sum");
            statement.execute("checkpoint");
            System.out.printf(
                    "Invoice records made in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
        }
    }

    private static boolean exist(Statement statement) throws Exception {
        try (ResultSet row = statement.executeQuery("select exists (select from invoice_record)")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
