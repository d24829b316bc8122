package io.passerelle.store;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure says, told by SQLSTATE (PostgreSQL, appendix A): the difference between a database
 * that cannot be used now and an entry it will never take decides whether something is kept or left
 * out.
 */
public final class StoreFaults {

    private StoreFaults() {}

    /**
     * Whether the database cannot be used now, and the same may work later: connection (08),
     * transaction rolled back (40), resources such as disk and connections (53), lock not available
     * (55P03), operator intervention such as shutdown, recovery and a statement's time limit (57),
     * system error (58), a standby that takes no writes (25006), or no SQLSTATE because no server
     * was reached.
     */
    public static boolean isAway(Throwable failure) {
        if (isUnreachable(failure)) {
            return true;
        }
        String state = state(failure);
        return state != null
                && (hasClass(state, "40", "53", "57", "58")
                        || state.equals("25006")
                        || state.equals("55P03"));
    }

    /**
     * Whether nobody can use the database, not even to read: it was not reached, broke the
     * connection, is starting or stopping (57P01 to 57P05), or has no connection left (53300).
     */
    static boolean isUnreachable(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException) {
                return true;
            }
            if (t instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null
                        || hasClass(state, "08", "57P")
                        || state.equals("53300")
                        || sql.getCause() instanceof IOException;
            }
        }
        return false;
    }

    /** Whether a statement was given up because it took too long, or somebody ended it. */
    static boolean isTimeLimit(Throwable failure) {
        return "57014".equals(state(failure));
    }

    /** Whether only somebody else's transaction was in the way. */
    static boolean isContention(Throwable failure) {
        String state = state(failure);
        return state != null && (hasClass(state, "40") || state.equals("55P03"));
    }

    /**
     * Whether an entry cannot be written for what it is: data (22), integrity (23), cardinality
     * (21), a raised exception (P0), or a fault of the program that met it. Everything else, such
     * as a missing table or right, is no fault of the entry: it waits until somebody has repaired
     * it.
     */
    static boolean isOfTheEntry(Throwable failure) {
        if (failure instanceof InterruptedException || isUnreachable(failure)) {
            return false;
        }
        String state = state(failure);
        return state == null || hasClass(state, "21", "22", "23", "P0");
    }

    /** Whether trying again is of no use: wrong password (28), no such database (3D), no right. */
    static boolean isOfTheSettings(Throwable failure) {
        String state = state(failure);
        return state != null && (hasClass(state, "28", "3D") || state.equals("42501"));
    }

    /** What happened in one line: the database's words where it spoke. */
    public static String reason(Throwable failure) {
        Throwable told = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException) {
                told = t;
            }
        }
        String message = told.getMessage();
        return message == null
                ? told.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }

    private static @Nullable String state(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    private static boolean hasClass(String state, String... classes) {
        for (String each : classes) {
            if (state.startsWith(each)) {
                return true;
            }
        }
        return false;
    }
}
