package io.passerelle.accounts;

import io.passerelle.accounts.store.AccountStore;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Refused;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts of people and programs. */
@Service
public class Accounts {

    private final AccountStore store;
    private final PasswordEncoder passwords;

    Accounts(AccountStore store, PasswordEncoder passwords) {
        this.store = store;
        this.passwords = passwords;
    }

    /** Makes an account; for the first start and the demo, which act before anybody can sign in. */
    @Transactional
    public UUID create(AccountDraft draft) {
        UUID id = Ids.next();
        String hash = java.util.Objects.requireNonNull(passwords.encode(draft.password()));
        try {
            store.insert(id, draft, hash);
        } catch (DuplicateKeyException e) {
            throw Refused.field("login", "login.taken", draft.login());
        }
        return id;
    }

    /** Whether there is any account: none means that this is the first start. */
    public boolean areAny() {
        return store.areAny();
    }
}
