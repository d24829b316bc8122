package io.passerelle.accounts;

import io.passerelle.accounts.store.AccountStore;
import io.passerelle.store.ChangeFeed;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Every account, in memory: who acts is looked up at every request. */
@Component
public final class AccountDirectory {

    private volatile Map<UUID, KnownAccount> accounts = Map.of();

    AccountDirectory(AccountStore store, ChangeFeed feed) {
        Runnable reload = () -> accounts = store.all();
        feed.on("account", reload);
        feed.on("account_right", reload);
    }

    /** The account of that id. */
    public Optional<KnownAccount> byId(UUID id) {
        return Optional.ofNullable(accounts.get(id));
    }
}
