package io.passerelle.sessions;

import java.time.Instant;

/** What happens to a session. */
public sealed interface SessionEvent {

    /**
     * The network access server reported.
     *
     * @param fresh the facts of the session, were this the first report of it
     */
    record Reported(AccountingReport report, SessionFacts fresh) implements SessionEvent {}

    /** Something else tells that the session is over. */
    record Concluded(Instant at, SessionEndReason reason) implements SessionEvent {}

    /** The promise was not taken up in time. */
    record Lapsed() implements SessionEvent {}
}
