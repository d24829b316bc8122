package io.passerelle.benchmarks.usage;

import io.passerelle.benchmarks.scale.Filling;
import java.nio.file.Files;
import java.nio.file.Path;

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
        try (Filling filling = Filling.of(Path.of(arguments[0]))) {
            if (filling.exists("select from invoice_record")) {
                return;
            }
            long start = System.nanoTime();
            filling.run(script);
            filling.execute("vacuum (analyze) invoice_record, invoice_sum");
            filling.execute("checkpoint");
            System.out.printf(
                    "Invoice records made in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
        }
    }
}
