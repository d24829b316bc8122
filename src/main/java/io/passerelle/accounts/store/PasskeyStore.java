package io.passerelle.accounts.store;

import static io.passerelle.store.db.Tables.PASSKEY;

import io.passerelle.accounts.Passkey;
import io.passerelle.foundation.Ids;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/** Passkeys, as people see them and as Web Authentication does. */
@Repository
public class PasskeyStore implements UserCredentialRepository {

    private final DSLContext dsl;

    PasskeyStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** An account's, oldest first. */
    public List<Passkey> ofAccount(UUID accountId) {
        return dsl.selectFrom(PASSKEY)
                .where(PASSKEY.ACCOUNT_ID.eq(accountId))
                .orderBy(PASSKEY.CREATED_AT)
                .fetch(PasskeyStore::read);
    }

    /** The one of an identifier its authenticator gave it. */
    public Optional<Passkey> byCredential(Bytes credentialId) {
        return dsl.selectFrom(PASSKEY)
                .where(PASSKEY.CREDENTIAL_ID.eq(credentialId.getBytes()))
                .fetchOptional(PasskeyStore::read);
    }

    /** Calls one otherwise. */
    public void rename(UUID id, String name) {
        dsl.update(PASSKEY).set(PASSKEY.NAME, name).where(PASSKEY.ID.eq(id)).execute();
    }

    /** Removes one. */
    public void remove(UUID id) {
        dsl.deleteFrom(PASSKEY).where(PASSKEY.ID.eq(id)).execute();
    }

    /** Removes all of an account; how many there were. */
    public int removeAll(UUID accountId) {
        return dsl.deleteFrom(PASSKEY).where(PASSKEY.ACCOUNT_ID.eq(accountId)).execute();
    }

    @Override
    public void delete(Bytes credentialId) {
        dsl.deleteFrom(PASSKEY).where(PASSKEY.CREDENTIAL_ID.eq(credentialId.getBytes())).execute();
    }

    /** Adds one, or notes that it was used. */
    @Override
    public void save(CredentialRecord key) {
        int used =
                dsl.update(PASSKEY)
                        .set(PASSKEY.SIGNATURE_COUNT, key.getSignatureCount())
                        .set(PASSKEY.BACKED_UP, key.isBackupState())
                        .set(PASSKEY.LAST_USED_AT, Instant.now())
                        .where(PASSKEY.CREDENTIAL_ID.eq(key.getCredentialId().getBytes()))
                        .execute();
        if (used == 0) {
            insert(key);
        }
    }

    private void insert(CredentialRecord key) {
        dsl.insertInto(PASSKEY)
                .set(PASSKEY.ID, Ids.next())
                .set(PASSKEY.ACCOUNT_ID, account(key.getUserEntityUserId()))
                .set(PASSKEY.CREDENTIAL_ID, key.getCredentialId().getBytes())
                .set(PASSKEY.PUBLIC_KEY, key.getPublicKey().getBytes())
                .set(
                        PASSKEY.ATTESTATION,
                        Objects.requireNonNull(key.getAttestationObject()).getBytes())
                .set(PASSKEY.SIGNATURE_COUNT, key.getSignatureCount())
                .set(PASSKEY.USER_VERIFIED, key.isUvInitialized())
                .set(PASSKEY.BACKUP_ELIGIBLE, key.isBackupEligible())
                .set(PASSKEY.BACKED_UP, key.isBackupState())
                .set(
                        PASSKEY.TRANSPORTS,
                        key.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .toArray(String[]::new))
                .set(PASSKEY.NAME, key.getLabel())
                .execute();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return dsl.selectFrom(PASSKEY)
                .where(PASSKEY.CREDENTIAL_ID.eq(credentialId.getBytes()))
                .fetchOne(PasskeyStore::credential);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return dsl.selectFrom(PASSKEY)
                .where(PASSKEY.ACCOUNT_ID.eq(account(userId)))
                .fetch(PasskeyStore::credential);
    }

    /** What authenticators know an account by. */
    public static Bytes handle(UUID accountId) {
        return new Bytes(
                ByteBuffer.allocate(16)
                        .putLong(accountId.getMostSignificantBits())
                        .putLong(accountId.getLeastSignificantBits())
                        .array());
    }

    /** The account of a handle; that of nobody when it is none of ours. */
    public static UUID account(Bytes handle) {
        byte[] bytes = handle.getBytes();
        if (bytes.length != 16) {
            return new UUID(0, 0);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static Passkey read(Record row) {
        return new Passkey(
                row.get(PASSKEY.ID),
                row.get(PASSKEY.ACCOUNT_ID),
                row.get(PASSKEY.NAME),
                row.get(PASSKEY.BACKED_UP),
                row.get(PASSKEY.CREATED_AT),
                row.get(PASSKEY.LAST_USED_AT));
    }

    private static CredentialRecord credential(Record row) {
        Instant created = row.get(PASSKEY.CREATED_AT);
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.get(PASSKEY.CREDENTIAL_ID)))
                .userEntityUserId(handle(row.get(PASSKEY.ACCOUNT_ID)))
                .publicKey(new ImmutablePublicKeyCose(row.get(PASSKEY.PUBLIC_KEY)))
                .attestationObject(new Bytes(row.get(PASSKEY.ATTESTATION)))
                .signatureCount(row.get(PASSKEY.SIGNATURE_COUNT))
                .uvInitialized(row.get(PASSKEY.USER_VERIFIED))
                .backupEligible(row.get(PASSKEY.BACKUP_ELIGIBLE))
                .backupState(row.get(PASSKEY.BACKED_UP))
                .transports(
                        Arrays.stream(row.get(PASSKEY.TRANSPORTS))
                                .map(AuthenticatorTransport::valueOf)
                                .collect(Collectors.toUnmodifiableSet()))
                .label(row.get(PASSKEY.NAME))
                .created(created)
                .lastUsed(Objects.requireNonNullElse(row.get(PASSKEY.LAST_USED_AT), created))
                .build();
    }
}
