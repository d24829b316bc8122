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
 * @param patience how long the database may take for a batch before it goes to disk and is
 *     acknowledged from there
 * @param retryEvery the pause before the database is tried again; it grows to eight times as much,
 *     and up to half is taken off at random, so that nodes do not come all at once
 * @param gather how long an entry waits for others to share its transaction, unless somebody waits
 *     for it to be durable
 * @param diskFirst whether every entry goes to the spool first and is acknowledged from there
 */
public record JournalSettings(
        String name,
        int capacity,
        int batch,
        Path spoolFolder,
        long spoolBytes,
        Duration patience,
        Duration retryEvery,
        Duration gather,
        boolean diskFirst) {

    /** Entries go to the database, and to the spool only while it is away. */
    public JournalSettings(
            String name,
            int capacity,
            int batch,
            Path spoolFolder,
            long spoolBytes,
            Duration patience,
            Duration retryEvery,
            Duration gather) {
        this(name, capacity, batch, spoolFolder, spoolBytes, patience, retryEvery, gather, false);
    }

    /**
     * The usual limits: 1,000 entries a transaction; 2 s until the disk is asked instead, because
     * network access servers ask again after 3 to 5 s.
     */
    public static JournalSettings of(String name, StoreSettings store) {
        return new JournalSettings(
                name,
                store.journalEntries(),
                1_000,
                store.data().resolve("spool"),
                store.spoolMegabytes() * 1024L * 1024L,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ZERO);
    }

    /** Whether entries wait for others before they are written for the first time. */
    boolean isGathering() {
        return !diskFirst && !gather.isZero();
    }

    /** The same, but with entries that wait for company, unless somebody waits for them. */
    public JournalSettings gathering(Duration time, int together) {
        return new JournalSettings(
                name,
                capacity,
                together,
                spoolFolder,
                spoolBytes,
                patience,
                retryEvery,
                time,
                diskFirst);
    }

    /** The same, but every entry is acknowledged from the disk, and the database comes after. */
    public JournalSettings acknowledgedFromDisk() {
        return new JournalSettings(
                name, capacity, batch, spoolFolder, spoolBytes, patience, retryEvery, gather, true);
    }
}
