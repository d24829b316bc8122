package io.passerelle.accounts;

import io.passerelle.accounts.store.PasskeyStore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;

/**
 * Accounts as Web Authentication knows them: by their identifier, which says nothing of anybody.
 */
@Component
final class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {

    private final AccountDirectory accounts;

    PasskeyOwners(AccountDirectory accounts) {
        this.accounts = accounts;
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        return accounts.byId(PasskeyStore.account(id)).map(PasskeyOwners::entity).orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String login) {
        return accounts.byLogin(login).map(PasskeyOwners::entity).orElse(null);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new UnsupportedOperationException("accounts are not made by their passkeys");
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("accounts do not end with their passkeys");
    }

    private static PublicKeyCredentialUserEntity entity(KnownAccount account) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(PasskeyStore.handle(account.id()))
                .name(account.login())
                .displayName(account.displayName())
                .build();
    }
}
