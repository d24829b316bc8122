package io.passerelle.accounts;

import io.passerelle.accounts.store.AccountStore;
import io.passerelle.store.ChangeFeed;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Every account, in memory: who acts is looked up at every request. */
@Component
public final class AccountDirectory {

    private volatile Map<UUID, KnownAccount> accounts = Map.of();
    private volatile Map<String, KnownAccount> byLogin = Map.of();

    AccountDirectory(AccountStore store, ChangeFeed feed) {
        feed.on(Set.of("account", "account_right"), () -> keep(store.all()));
    }

    private void keep(Map<UUID, KnownAccount> all) {
        Map<String, KnownAccount> names = HashMap.newHashMap(all.size());
        all.values().forEach(account -> names.put(lower(account.login()), account));
        accounts = all;
        byLogin = names;
    }

    /** The account of that user name, in any case. */
    public Optional<KnownAccount> byLogin(String login) {
        return Optional.ofNullable(byLogin.get(lower(login)));
    }

    private static String lower(String login) {
        return login.toLowerCase(Locale.ROOT);
    }

    /** The account of that id. */
    public Optional<KnownAccount> byId(UUID id) {
        return Optional.ofNullable(accounts.get(id));
    }
}
