package io.passerelle.store;

import io.passerelle.foundation.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where things are kept.
 *
 * @param data the folder of everything that must survive: the embedded database, spools, keys
 * @param url JDBC address of a PostgreSQL server of one's own; null for the embedded one
 * @param user its user
 * @param password its password
 * @param connections how many connections people and programs share, 4 to 200; journals, snapshots
 *     the watch and the signs of life have eight more
 * @param listsAtOnce how many pages of lists are read at once, 1 to 200; half the connections
 *     unless told otherwise
 * @param listLimit how long a page of a list may take, 1 s to 5 min
 * @param patience how long the database may take for the simplest answer until it counts as away,
 *     500 ms to 60 s
 * @param startWithin how long a start waits for a server of one's own, up to a day
 * @param journalEntries how many entries of each journal may wait in memory, 100 to 1,000,000
 * @param spoolMegabytes how much each journal may keep on disk while the database is away, 1 to
 *     100,000
 */
public record StoreSettings(
        Path data,
        @Nullable String url,
        String user,
        String password,
        int connections,
        int listsAtOnce,
        Duration listLimit,
        Duration patience,
        Duration startWithin,
        int journalEntries,
        int spoolMegabytes) {

    /** Reads {@code passerelle.store.*} and {@code passerelle.data}. */
    public static StoreSettings read(SettingsReader settings) {
        String url = settings.textOrNull("passerelle.store.url");
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            settings.refuse("passerelle.store.url", "must start with jdbc:postgresql:");
        }
        String user = settings.text("passerelle.store.user", "passerelle");
        String password = settings.text("passerelle.store.password", "");
        int connections = settings.integer("passerelle.store.connections", 20, 4, 200);
        return new StoreSettings(
                settings.path("passerelle.data", "data"),
                url,
                user,
                password,
                connections,
                settings.integer("passerelle.store.lists-at-once", connections / 2, 1, 200),
                settings.duration(
                        "passerelle.store.list-limit",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5)),
                settings.duration(
                        "passerelle.store.patience",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(500),
                        Duration.ofMinutes(1)),
                settings.duration(
                        "passerelle.store.start-within",
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ofDays(1)),
                settings.integer("passerelle.store.journal-entries", 100_000, 100, 1_000_000),
                settings.integer("passerelle.store.spool-megabytes", 1024, 1, 100_000));
    }
}
