package io.passerelle.sessions;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions that another node opened and whose news is not here yet. Answers at once, or later
 * from another thread; never waits.
 */
public interface SessionSeeker {

    /** Asks nobody: this node is the only one. */
    SessionSeeker NOBODY =
            new SessionSeeker() {
                @Override
                public @Nullable CompletionStage<Void> at(InetAddress address) {
                    return null;
                }

                @Override
                public @Nullable CompletionStage<Void> of(AccountingReport report, Subscriber sim) {
                    return null;
                }
            };

    /**
     * Looks for the open session at an address where this node knows of none.
     *
     * @return completes, and never fails, when {@link OnlineSessions#at} finds it or it is not
     *     worth waiting any longer; null when there is nobody to ask
     */
    @Nullable CompletionStage<Void> at(InetAddress address);

    /**
     * Looks for the session a report is about.
     *
     * @return completes, and never fails, when it is known or there is none; null when it is known
     *     already or there is nobody to ask
     */
    @Nullable CompletionStage<Void> of(AccountingReport report, Subscriber sim);
}
