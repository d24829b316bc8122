package io.passerelle.benchmarks.usage;

import io.passerelle.benchmarks.scale.Filling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Gives the cards of a data folder a year of consumption; months that are there stay. */
public final class Year {

    private static final String[] TABLES = {"usage_card", "usage_fleet"};

    private Year() {}

    /**
     * Makes it.
     *
     * @param arguments the data folder; the file of SQL of one month
     */
    public static void main(String[] arguments) throws Exception {
        String script = Files.readString(Path.of(arguments[1]));
        try (Filling filling = Filling.of(Path.of(arguments[0]))) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            boolean made = false;
            for (int back = 12; back >= 0; back--) {
                LocalDate month = today.withDayOfMonth(1).minusMonths(back);
                if (!exists(filling, month)) {
                    make(filling, script.replace("${day}", month.toString()), month);
                    made = true;
                }
            }
            addUp(filling, today);
            if (made) {
                filling.execute("vacuum (analyze) usage_card, usage_fleet, usage_card_month");
                filling.execute("checkpoint");
            }
        }
    }

    /** As Passerelle does some days after the end of a month, some days of it at a time. */
    private static void addUp(Filling filling, LocalDate today) throws Exception {
        for (String table : TABLES) {
            int steps = 0;
            long all = 0;
            long longest = 0;
            boolean more = true;
            while (more) {
                long start = System.nanoTime();
                more =
                        filling.isTrue(
                                "select add_up_usage_month('%s', '%s', 500000)"
                                        .formatted(table, today.minusDays(2)));
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

    private static boolean exists(Filling filling, LocalDate month) throws Exception {
        return filling.exists(
                "select from usage_fleet where day >= date '%s' and day < date '%s'"
                        .formatted(month, month.plusDays(1)));
    }

    private static void make(Filling filling, String script, LocalDate month) throws Exception {
        for (String table : TABLES) {
            filling.execute(
                    "select make_usage_parts('%s', '%s', '%s')".formatted(table, month, month));
        }
        filling.run(script);
        System.out.println("Consumption of " + month + " made");
    }
}
