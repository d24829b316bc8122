package io.passerelle.sessions;

import java.util.concurrent.CompletionStage;

/** Where sessions are written down. Takes a record without waiting. */
@FunctionalInterface
public interface SessionJournal {

    /** Completes when the record is durable; fails when it could not be kept. */
    CompletionStage<Void> append(SessionRecord record);
}
