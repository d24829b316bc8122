package io.passerelle.store;

import io.passerelle.foundation.SettingsReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where things are kept.
 *
 * @param data the folder of everything that must survive: the embedded database, spools, keys
 * @param url JDBC address of a PostgreSQL server of one's own; null for the embedded one
 * @param user its user
 * @param password its password
 * @param connections how many connections the pool holds, 4 to 200
 * @param spoolMegabytes how much each journal may keep on disk while the database is away, 1 to
 *     100,000
 */
public record StoreSettings(
        Path data,
        @Nullable String url,
        String user,
        String password,
        int connections,
        int spoolMegabytes) {

    /** Reads {@code passerelle.store.*} and {@code passerelle.data}. */
    public static StoreSettings read(SettingsReader settings) {
        String url = settings.textOrNull("passerelle.store.url");
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            settings.refuse("passerelle.store.url", "must start with jdbc:postgresql:");
        }
        String user = settings.text("passerelle.store.user", "passerelle");
        String password = settings.text("passerelle.store.password", "");
        return new StoreSettings(
                settings.path("passerelle.data", "data"),
                url,
                user,
                password,
                settings.integer("passerelle.store.connections", 20, 4, 200),
                settings.integer("passerelle.store.spool-megabytes", 1024, 1, 100_000));
    }
}
