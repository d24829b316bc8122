package io.passerelle.sessions;

import io.passerelle.sessions.SessionState.Ended;
import io.passerelle.sessions.SessionState.Open;
import io.passerelle.store.JournalFull;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The way of sessions into their journal. */
final class SessionAppender {

    private final SessionJournal journal;
    private final Map<UUID, Ended> unwritten = new ConcurrentHashMap<>(); // at most the sessions

    SessionAppender(SessionJournal journal) {
        this.journal = journal;
    }

    /** Completes when the state is durable; one without a row is at once. */
    CompletionStage<Void> append(@Nullable SessionState state) {
        return switch (state) {
            case Open open -> journal.append(SessionRecord.of(open));
            case Ended ended -> append(ended);
            case null, default -> CompletableFuture.completedFuture(null);
        };
    }

    /**
     * An end that the journal had no room for, in its bounds or on a full disk, is kept for the
     * next attempt: the retry of the report it came from would find nothing left to end, and be
     * answered without it.
     */
    private CompletionStage<Void> append(Ended ended) {
        return journal.append(SessionRecord.of(ended))
                .whenComplete((written, failure) -> {
                    if (failure instanceof JournalFull || failure instanceof IOException) {
                        unwritten.put(ended.facts().id(), ended);
                    }
                });
    }

    /** Tries again what the journal had no room for. */
    void appendUnwritten(List<CompletionStage<Void>> written) {
        for (Ended ended : List.copyOf(unwritten.values())) {
            if (unwritten.remove(ended.facts().id(), ended)) {
                written.add(append(ended));
            }
        }
    }

    /** Completes when all of them have. */
    static CompletionStage<Void> all(List<CompletionStage<Void>> stages) {
        return stages.size() == 1
                ? stages.getFirst()
                : CompletableFuture.allOf(
                        stages.stream()
                                .map(CompletionStage::toCompletableFuture)
                                .toArray(CompletableFuture[]::new));
    }
}
