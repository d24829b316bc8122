package io.passerelle.accounts;

import io.passerelle.accounts.store.AccountStore;
import io.passerelle.foundation.Refused;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** How a person wants the portal: language, zone, colours, and what pages remember for them. */
@Service
public class Preferences {

    private static final int VALUE_AT_MOST = 8_000;

    private final AccountStore store;

    Preferences(AccountStore store) {
        this.store = store;
    }

    /** Sets the language: {@code fr} or {@code en}. */
    public void language(UUID accountId, String language) {
        if (!Set.of("fr", "en").contains(language)) {
            throw Refused.field("language", "language.unknown", language);
        }
        store.language(accountId, language);
    }

    /** Sets the zone times are shown in, an IANA name. */
    public void zone(UUID accountId, String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Refused.field("timeZone", "zone.unknown", zone);
        }
        store.zone(accountId, zone);
    }

    /** Sets the colours: {@code system}, {@code light} or {@code dark}. */
    public void colorScheme(UUID accountId, String scheme) {
        if (!Set.of("system", "light", "dark").contains(scheme)) {
            throw Refused.field("colorScheme", "scheme.unknown", scheme);
        }
        store.colorScheme(accountId, scheme);
    }

    /** What a page remembered under a key. */
    public Optional<String> get(UUID accountId, String key) {
        return store.preference(accountId, key);
    }

    /** Remembers up to 8,000 characters under a key. */
    public void put(UUID accountId, String key, String value) {
        if (value.length() <= VALUE_AT_MOST) {
            store.preference(accountId, key, value);
        }
    }
}
