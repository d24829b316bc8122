package io.passerelle.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.connections.store.ConnectionStore;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.store.JournalCodec;
import io.passerelle.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

class ConnectionStoreTest {

    private static final Visible ALL = new Visible.Everything();

    private final TestDatabase database = TestDatabase.fresh();
    private final UUID organisation = Ids.next();
    private ConnectionStore store = store();

    private ConnectionStore store() {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("dsl", database.dsl());
        beans.registerSingleton("json", JsonMapper.builder().build());
        return beans.createBean(ConnectionStore.class);
    }

    @BeforeEach
    void make() {
        store = store();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ConnectionRecord record(String iccid, EndReason reason, long millis) {
        Instant opened = Instant.parse("2026-11-20T10:00:00Z").plusMillis(millis);
        boolean used = reason == EndReason.CLIENT_CLOSED;
        return new ConnectionRecord(
                Ids.next(),
                opened,
                opened.plusSeconds(3),
                ConnectionRecord.ROUTE,
                "gw1",
                organisation,
                Ids.next(),
                iccid,
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Addresses.of("10.1.2.3"),
                40_000,
                4001,
                used ? "pay.example" : "",
                used ? Addresses.of("192.0.2.7") : null,
                used ? 9443 : null,
                List.of(
                        new Attempt("dead.example", null, 80, 1, AttemptOutcome.UNRESOLVED, 0),
                        new Attempt(
                                "pay.example",
                                Addresses.of("192.0.2.7"),
                                9443,
                                2,
                                AttemptOutcome.CONNECTED,
                                12)),
                used ? 14 : null,
                7,
                9,
                reason,
                used ? "Bank A" : null,
                1);
    }

    @Test
    void recordsWrittenTwice_areReadBackOnceAsTheyWere() {
        ConnectionRecord first = record("8933100000000000001", EndReason.CLIENT_CLOSED, 0);
        ConnectionRecord second = record("8933100000000000002", EndReason.NO_ROUTE, 5);
        store.insert(List.of(first, second));
        store.insert(List.of(second));
        // in any order: both identifiers may be of the same millisecond
        assertThat(store.listing().page(ALL, ListQuery.ALL, 0, 10))
                .containsExactlyInAnyOrder(second, first);
        assertThat(store.byId(first.id())).contains(first);
    }

    @Test
    void filtersAndSearch_findWhatTheySay() {
        ConnectionRecord good = record("8933100000000000001", EndReason.CLIENT_CLOSED, 0);
        ConnectionRecord refused = record("8933100000000000002", EndReason.NO_ROUTE, 5);
        store.insert(List.of(good, refused));
        assertThat(page(ListQuery.ALL.withFilter("refused", "true"))).containsExactly(refused);
        assertThat(page(ListQuery.ALL.withFilter("endReason", "client_closed")))
                .containsExactly(good);
        assertThat(page(ListQuery.ALL.withFilter("sourceAddress", "10.0.0.0/8"))).hasSize(2);
        assertThat(page(ListQuery.ALL.withSearch("pay"))).containsExactly(good);
        assertThat(page(ListQuery.ALL.withSearch("192.0.2.7"))).containsExactly(good);
        assertThat(page(ListQuery.ALL.withFilter("since", "2026-11-20T10:00:00.003Z")))
                .containsExactly(refused);
        assertThatThrownBy(() -> page(ListQuery.ALL.withFilter("endReason", "tired")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void anotherOrganisationLooks_nothingIsThere() {
        store.insert(List.of(record("8933", EndReason.CLIENT_CLOSED, 0)));
        Visible other = new Visible.Organisations(Set.of(Ids.next()));
        assertThat(store.listing().page(other, ListQuery.ALL, 0, 10)).isEmpty();
        Visible own = new Visible.Organisations(Set.of(organisation));
        assertThat(store.listing().page(own, ListQuery.ALL, 0, 10)).hasSize(1);
        for (ListQuery address :
                List.of(
                        ListQuery.ALL.withSearch("192.0.2.7"),
                        ListQuery.ALL.withFilter("destinationAddress", "192.0.2.7"))) {
            assertThat(store.listing().page(other, address, 0, 10)).isEmpty();
            assertThat(store.listing().count(other, address)).isZero();
            assertThat(store.listing().page(own, address, 0, 10)).hasSize(1);
        }
    }

    @Test
    void listWalkedByCursor_showsEveryRecordOnceNewestFirst() {
        List<ConnectionRecord> all =
                java.util.stream.IntStream.range(0, 25)
                        .mapToObj(i -> record("8933", EndReason.CLIENT_CLOSED, i))
                        .toList();
        store.insert(all);
        var walked = new java.util.ArrayList<ConnectionRecord>();
        String cursor = null;
        do {
            var slice = store.listing().after(ALL, ListQuery.ALL, cursor, 10);
            walked.addAll(slice.items());
            cursor = slice.next();
        } while (cursor != null);
        assertThat(walked).hasSize(25).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void recordSpooledToDisk_isTheSameWhenReadAgain() {
        JournalCodec<ConnectionRecord> codec = JournalCodec.json(ConnectionRecord.class);
        ConnectionRecord record = record("8933", EndReason.CLIENT_CLOSED, 0);
        assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
    }

    private List<ConnectionRecord> page(ListQuery query) {
        return store.listing().page(ALL, query, 0, 10);
    }
}
