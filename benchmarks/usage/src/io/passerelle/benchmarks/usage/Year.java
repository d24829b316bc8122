package io.passerelle.benchmarks.usage;

import io.passerelle.store.embedded.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Gives the cards of a data folder a year of consumption; months that are there stay. */
public final class Year {

    private Year() {}

    /**
     * Makes it.
     *
     * @param arguments the data folder; the file of SQL of one month
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
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            boolean made = false;
            for (int back = 12; back >= 0; back--) {
                LocalDate month = today.withDayOfMonth(1).minusMonths(back);
                if (!exists(statement, month)) {
                    make(connection, statement, script.replace("${day}", month.toString()), month);
                    made = true;
                }
            }
            addUp(statement, today);
            if (made) {
                statement.execute("vacuum (analyze) usage_card, usage_fleet, usage_card_month");
                statement.execute("checkpoint");
            }
        }
    }

    /** As Passerelle does some days after the end of a month, some days of it at a time. */
    private static void addUp(Statement statement, LocalDate today) throws Exception {
        for (String table : new String[] {"usage_card", "usage_fleet"}) {
            int steps = 0;
            long all = 0;
            long longest = 0;
            boolean more = true;
            while (more) {
                long start = System.nanoTime();
                String step = "select add_up_usage_month('%s', '%s', 500000)";
                try (ResultSet row =
                        statement.executeQuery(step.formatted(table, today.minusDays(2)))) {
                    row.next();
                    more = row.getBoolean(1);
                }
                long millis = (System.nanoTime() - start) / 1_000_000;
                steps += more ? 1 : 0;
                all += millis;
                longest = Math.max(longest, millis);
            }
            if (steps > 0) {
                System.out.printf(
                        "Months of %s added up in %d steps, %d ms, the longest %d ms%n",
                        table, steps, all, longest);
            }
        }
    }

    private static boolean exists(Statement statement, LocalDate month) throws Exception {
        String last = "date '" + month + "' + interval '1 day'";
        try (ResultSet row =
                statement.executeQuery(
                        "select exists (select from usage_fleet where day >= date '"
                                + month
                                + "' and day < "
                                + last
                                + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void make(
            Connection connection, Statement statement, String script, LocalDate month)
            throws Exception {
        for (String table : new String[] {"usage_card", "usage_fleet"}) {
            statement.execute(
                    "select make_usage_parts('" + table + "', '" + month + "', '" + month + "')");
        }
        connection.setAutoCommit(false);
        for (String sql : script.split(";;\\s*\n")) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        System.out.println("Consumption of " + month + " made");
    }
}
