package io.passerelle.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The limits of a {@link Journal}.
 *
 * @param name of its files, metrics and log lines
 * @param capacity how many entries may wait in memory
 * @param batch how many entries share one transaction at the most
 * @param spoolFolder where entries are kept while the database is away
 * @param spoolBytes how much of them at the most
 * @param retryEvery how often the database is tried again while it is away
 */
public record JournalSettings(
        String name,
        int capacity,
        int batch,
        Path spoolFolder,
        long spoolBytes,
        Duration retryEvery) {

    /** The usual limits: 100,000 entries in memory, 1,000 a transaction. */
    public static JournalSettings of(String name, StoreSettings store) {
        return new JournalSettings(
                name,
                100_000,
                1_000,
                store.data().resolve("spool"),
                store.spoolMegabytes() * 1024L * 1024L,
                Duration.ofSeconds(1));
    }
}
