package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.store.StoreState.Kind;
import io.passerelle.store.StoreState.Outage;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** ALL-4: whether the database can be used, and since when it cannot. */
class StoreStateTest {

    private final StoreState state = new StoreState();
    private final StoreState.Reporter watch = state.reporter("watch");
    private final StoreState.Reporter journal = state.reporter("journal");
    private final AtomicInteger changes = new AtomicInteger();

    @Test
    void oneFails_theDatabaseIsAwaySinceThenUntilItWorksAgain() {
        Instant before = Instant.now();
        watch.failed(Kind.AWAY, "connection refused");
        assertThat(state.isAway()).isTrue();
        assertThat(state.outage().orElseThrow().since()).isBetween(before, Instant.now());
        assertThat(state.outage().orElseThrow().reason()).isEqualTo("connection refused");
        watch.answered();
        assertThat(state.outage()).isEmpty();
        assertThat(state.isAway()).isFalse();
    }

    @Test
    void oneOfTwoIsBack_itIsStillAway() {
        watch.failed(Kind.AWAY, "gone");
        journal.failed(Kind.NOT_WRITING, "gone");
        watch.answered();
        assertThat(state.outage().map(Outage::kind)).contains(Kind.NOT_WRITING);
        journal.answered();
        assertThat(state.outage()).isEmpty();
    }

    @Test
    void fullThenAway_isWorseSinceTheFirstOfThem() {
        journal.failed(Kind.NOT_WRITING, "disk full");
        Instant since = state.outage().orElseThrow().since();
        watch.failed(Kind.AWAY, "gone");
        assertThat(state.isAway()).isTrue();
        assertThat(state.outage().orElseThrow().since()).isEqualTo(since);
    }

    @Test
    void sameFailureAgain_tellsNobody() {
        state.onChange(changes::incrementAndGet);
        watch.failed(Kind.AWAY, "gone");
        watch.failed(Kind.AWAY, "still gone");
        journal.failed(Kind.NOT_WRITING, "gone");
        assertThat(changes).hasValue(1);
        journal.answered();
        watch.answered();
        watch.answered();
        assertThat(changes).hasValue(2);
    }
}
