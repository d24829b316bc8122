package io.passerelle.sessions;

import java.util.concurrent.CompletionStage;

/** Where attempts to sign on are written down. */
public interface AuthenticationJournal {

    /** Hands a record over without waiting; one too many is dropped and counted. */
    void offer(Authentication record);

    /** Completes when the record is durable. */
    CompletionStage<Void> append(Authentication record);
}
