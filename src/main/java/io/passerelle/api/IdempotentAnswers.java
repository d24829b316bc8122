package io.passerelle.api;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers to creates that carried an Idempotency-Key, kept to be given again. */
public interface IdempotentAnswers {

    /** How long an answer is kept. */
    int HOURS = 24;

    /**
     * An answer that was given.
     *
     * @param requestHash SHA-256 of what was asked for
     * @param location the Location header, where there was one
     */
    record Answer(byte[] requestHash, int status, String body, @Nullable String location) {}

    /**
     * Takes a key for a request, in the caller's transaction, which must hold until the answer is
     * kept. While another one holds the same key this waits for it to end.
     *
     * @return false when the key was used before; {@link #find} has its answer
     */
    boolean take(UUID account, String key, byte[] requestHash);

    /** Keeps the answer of a key that was taken. */
    void keep(UUID account, String key, Answer answer);

    /** The answer of a key. */
    Optional<Answer> find(UUID account, String key);

    /** Drops answers older than {@link #HOURS} hours. */
    void dropOld();
}
