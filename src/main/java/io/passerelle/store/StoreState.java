package io.passerelle.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers, and since when it does not. Journals and the change feed report
 * what they meet.
 */
@Component
public final class StoreState {

    private static final Logger LOG = LoggerFactory.getLogger(StoreState.class);

    private final AtomicReference<@Nullable Instant> awaySince = new AtomicReference<>();

    /** Somebody reached the database. */
    public void answered() {
        Instant since = awaySince.getAndSet(null);
        if (since != null) {
            LOG.atInfo().addKeyValue("since", since).log("the database is back");
        }
    }

    /** Somebody did not reach the database. */
    public void failed(Exception why) {
        if (awaySince.compareAndSet(null, Instant.now())) {
            LOG.atError().addKeyValue("reason", why.getMessage()).log("the database is away");
        }
    }

    /** Since when the database is away; empty while it answers. */
    public Optional<Instant> awaySince() {
        return Optional.ofNullable(awaySince.get());
    }

    /**
     * Whether a failure says that the database cannot be used now (and the same may work later), as
     * opposed to a mistake in what was written. By SQLSTATE class: connection (08), resources (53),
     * operator intervention (57), system error (58), read-only transaction (25006), or no SQLSTATE
     * because no server was reached.
     */
    public static boolean isAway(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (state == null
                        || state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.startsWith("58")
                        || state.equals("25006")) {
                    return true;
                }
            }
            if (t instanceof java.io.IOException) {
                return true;
            }
        }
        return false;
    }
}
