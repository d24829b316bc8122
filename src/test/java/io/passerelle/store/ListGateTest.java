package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.NotNow;
import io.passerelle.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ListGateTest {

    @Test
    void asManyAsMayBeAreReading_theNextIsRefusedAndThenWelcome() {
        ListGate gate = new ListGate(1, 1, Duration.ofSeconds(10));
        var reading = new CompletableFuture<Boolean>();
        var done = new CompletableFuture<Boolean>();
        Thread.ofVirtual()
                .start(() ->
                        gate.page(() -> {
                            reading.complete(true);
                            return done.join();
                        }));
        reading.join();
        assertThat(gate.running()).isEqualTo(1);
        assertThatThrownBy(() -> gate.page(() -> true))
                .isInstanceOfSatisfying(
                        NotNow.class, e -> assertThat(e.why()).isEqualTo(NotNow.Why.LISTS_BUSY));
        assertThat(gate.refused()).isEqualTo(1);
        done.complete(true);
        assertThat(gate.page(() -> true)).isTrue();
    }

    @Test
    void exportsAtTheirLimit_anotherIsRefusedAtOnce() {
        ListGate gate = new ListGate(1, 1, Duration.ofSeconds(10));
        gate.export(
                () -> assertThatThrownBy(() -> gate.export(() -> {})).isInstanceOf(NotNow.class));
        gate.export(() -> assertThat(gate.refused()).isEqualTo(1));
    }

    @Test
    void queryTakesLongerThanAPageMay_itIsGivenUpAndNothingElseIs() {
        ListGate gate = new ListGate(1, 1, Duration.ofSeconds(1));
        try (var database = TestDatabase.fresh()) {
            assertThatThrownBy(() ->
                            gate.page(() ->
                                    gate.limited(database.dsl()).fetch("select pg_sleep(600)")))
                    .isInstanceOfSatisfying(
                            NotNow.class, e -> assertThat(e.why()).isEqualTo(NotNow.Why.LIST_SLOW));
            assertThat(gate.givenUp()).isEqualTo(1);
            assertThat(gate.page(() -> database.dsl().fetchExists(database.dsl().selectOne())))
                    .isTrue();
        }
    }
}
