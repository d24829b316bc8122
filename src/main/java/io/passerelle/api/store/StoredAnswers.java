package io.passerelle.api.store;

import static io.passerelle.store.db.Tables.IDEMPOTENT_ANSWER;

import io.passerelle.api.IdempotentAnswers;
import io.passerelle.store.SecretBox;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/**
 * The table {@code idempotent_answer}; its primary key makes the second of two equal requests wait.
 * Answers are sealed: one may hold a token that is shown once.
 */
@Repository
class StoredAnswers implements IdempotentAnswers {

    private final DSLContext store;
    private final SecretBox secrets;

    StoredAnswers(DSLContext store, SecretBox secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    @Override
    public boolean take(UUID account, String key, byte[] requestHash) {
        return store.insertInto(IDEMPOTENT_ANSWER)
                        .set(IDEMPOTENT_ANSWER.ACCOUNT_ID, account)
                        .set(IDEMPOTENT_ANSWER.KEY, key)
                        .set(IDEMPOTENT_ANSWER.REQUEST_HASH, requestHash)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    @Override
    public void keep(UUID account, String key, Answer answer) {
        store.update(IDEMPOTENT_ANSWER)
                .set(IDEMPOTENT_ANSWER.STATUS, answer.status())
                .set(IDEMPOTENT_ANSWER.BODY, sealed(answer.body()))
                .set(IDEMPOTENT_ANSWER.LOCATION, answer.location())
                .where(IDEMPOTENT_ANSWER.ACCOUNT_ID.eq(account))
                .and(IDEMPOTENT_ANSWER.KEY.eq(key))
                .execute();
    }

    @Override
    public Optional<Answer> find(UUID account, String key) {
        return store.selectFrom(IDEMPOTENT_ANSWER)
                .where(IDEMPOTENT_ANSWER.ACCOUNT_ID.eq(account))
                .and(IDEMPOTENT_ANSWER.KEY.eq(key))
                .and(IDEMPOTENT_ANSWER.STATUS.isNotNull())
                .fetchOptional(row ->
                        new Answer(
                                row.getRequestHash(),
                                row.getStatus(),
                                open(row.getBody()),
                                row.getLocation()));
    }

    @Override
    public void dropOld() {
        store.deleteFrom(IDEMPOTENT_ANSWER)
                .where(
                        IDEMPOTENT_ANSWER.CREATED_AT.lt(
                                Instant.now().minus(Duration.ofHours(HOURS))))
                .execute();
    }

    private String sealed(String body) {
        return Base64.getEncoder().encodeToString(secrets.seal(body));
    }

    private String open(String sealed) {
        return secrets.open(Base64.getDecoder().decode(sealed));
    }
}
