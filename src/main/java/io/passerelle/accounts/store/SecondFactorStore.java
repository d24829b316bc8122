package io.passerelle.accounts.store;

import static io.passerelle.store.db.Tables.ACCOUNT_RECOVERY_CODE;
import static io.passerelle.store.db.Tables.ACCOUNT_TOTP;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Secrets of authenticators, and recovery codes. */
@Repository
public class SecondFactorStore {

    private final DSLContext dsl;

    SecondFactorStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * A secret.
     *
     * @param secret sealed
     * @param confirmed whether its owner has shown a code of it
     */
    public record Enrolled(byte[] secret, boolean confirmed) {
        @Override
        public String toString() {
            return "Enrolled[" + confirmed + "]"; // never the secret
        }
    }

    /** An account's secret. */
    public Optional<Enrolled> find(UUID accountId) {
        return dsl.selectFrom(ACCOUNT_TOTP)
                .where(ACCOUNT_TOTP.ACCOUNT_ID.eq(accountId))
                .fetchOptional(row -> new Enrolled(row.getSecret(), row.getConfirmedAt() != null));
    }

    /** A new secret in place of one that was not confirmed. */
    public void begin(UUID accountId, byte[] sealed) {
        dsl.deleteFrom(ACCOUNT_TOTP)
                .where(ACCOUNT_TOTP.ACCOUNT_ID.eq(accountId))
                .and(ACCOUNT_TOTP.CONFIRMED_AT.isNull())
                .execute();
        dsl.insertInto(ACCOUNT_TOTP)
                .set(ACCOUNT_TOTP.ACCOUNT_ID, accountId)
                .set(ACCOUNT_TOTP.SECRET, sealed)
                .execute();
    }

    /** It counts from now on. */
    public void confirm(UUID accountId) {
        dsl.update(ACCOUNT_TOTP)
                .set(ACCOUNT_TOTP.CONFIRMED_AT, Instant.now())
                .where(ACCOUNT_TOTP.ACCOUNT_ID.eq(accountId))
                .execute();
    }

    /** Takes a step; false when it, or a later one, was taken before. */
    public boolean useStep(UUID accountId, long step) {
        return dsl.update(ACCOUNT_TOTP)
                        .set(ACCOUNT_TOTP.LAST_STEP, step)
                        .where(ACCOUNT_TOTP.ACCOUNT_ID.eq(accountId))
                        .and(ACCOUNT_TOTP.LAST_STEP.lt(step))
                        .execute()
                == 1;
    }

    /** New recovery codes in place of the old ones. */
    public void recoveryCodes(UUID accountId, List<byte[]> hashes) {
        forgetCodes(accountId);
        for (byte[] hash : hashes) {
            dsl.insertInto(ACCOUNT_RECOVERY_CODE)
                    .set(ACCOUNT_RECOVERY_CODE.ACCOUNT_ID, accountId)
                    .set(ACCOUNT_RECOVERY_CODE.HASH, hash)
                    .execute();
        }
    }

    /** Takes a recovery code; false when there is none, or it was taken. */
    public boolean useRecoveryCode(UUID accountId, byte[] hash) {
        return dsl.update(ACCOUNT_RECOVERY_CODE)
                        .set(ACCOUNT_RECOVERY_CODE.USED_AT, Instant.now())
                        .where(ACCOUNT_RECOVERY_CODE.ACCOUNT_ID.eq(accountId))
                        .and(ACCOUNT_RECOVERY_CODE.HASH.eq(hash))
                        .and(ACCOUNT_RECOVERY_CODE.USED_AT.isNull())
                        .execute()
                == 1;
    }

    /** Forgets secret and codes. */
    public void remove(UUID accountId) {
        forgetCodes(accountId);
        dsl.deleteFrom(ACCOUNT_TOTP).where(ACCOUNT_TOTP.ACCOUNT_ID.eq(accountId)).execute();
    }

    private void forgetCodes(UUID accountId) {
        dsl.deleteFrom(ACCOUNT_RECOVERY_CODE)
                .where(ACCOUNT_RECOVERY_CODE.ACCOUNT_ID.eq(accountId))
                .execute();
    }
}
