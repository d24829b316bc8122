package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

class StoreFaultsTest {

    /**
     * Connection failures, deadlock, disk full, memory, too many connections, lock timeout,
     * statement timeout, shutdown, crash, starting up, I/O error, standby.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08001", "08003", "08006", "08P01", "40001", "40P01", "53100", "53200", "53300",
                "55P03", "57014", "57P01", "57P02", "57P03", "58030", "25006"
            })
    void databaseThatCannotBeUsedNow_isNoFaultOfTheEntry(String sqlState) {
        var failure = wrapped(new SQLException("no", sqlState));
        assertThat(StoreFaults.isAway(failure)).isTrue();
        assertThat(StoreFaults.isOfTheEntry(failure)).isFalse();
    }

    /** Data, unique and foreign keys, exceptions raised by triggers. */
    @ParameterizedTest
    @ValueSource(strings = {"21000", "22001", "22021", "23503", "23505", "23514", "P0001"})
    void entryTheDatabaseWillNeverTake_isNotKeptForLater(String sqlState) {
        var failure = wrapped(new SQLException("no", sqlState));
        assertThat(StoreFaults.isAway(failure)).isFalse();
        assertThat(StoreFaults.isOfTheEntry(failure)).isTrue();
    }

    /**
     * A missing table, column or right, a corrupt index: nothing acknowledged may be thrown away.
     */
    @ParameterizedTest
    @ValueSource(strings = {"42P01", "42703", "42501", "XX000", "XX002", "0A000"})
    void databaseSomebodyMustRepair_isNoFaultOfTheEntry(String sqlState) {
        assertThat(StoreFaults.isOfTheEntry(new SQLException("no", sqlState))).isFalse();
    }

    @Test
    void noServerReached_isAway() {
        assertThat(StoreFaults.isAway(new SQLException("timeout"))).isTrue();
        assertThat(StoreFaults.isAway(new IOException("reset"))).isTrue();
        var hung = new SQLException("I/O error", "08006", new SocketTimeoutException());
        assertThat(StoreFaults.isUnreachable(wrapped(hung))).isTrue();
        assertThat(StoreFaults.isOfTheEntry(wrapped(hung))).isFalse();
    }

    @Test
    void faultOfTheProgram_isOfTheEntryThatMetIt() {
        assertThat(StoreFaults.isOfTheEntry(new IllegalArgumentException("bug"))).isTrue();
        assertThat(StoreFaults.isOfTheEntry(new InterruptedException())).isFalse();
    }

    @Test
    void reason_isWhatTheDatabaseSaidInOneLine() {
        var failure =
                wrapped(new SQLException("could not extend file\n  Hint: free space", "53100"));
        assertThat(StoreFaults.reason(failure)).isEqualTo("could not extend file");
    }

    private static Exception wrapped(SQLException cause) {
        return new DataAccessResourceFailureException("outer", cause);
    }
}
