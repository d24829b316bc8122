package io.passerelle.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.connections.store.ConnectionStore;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

/** M2M-28: more connections than a page reads in order, one a minute for 84 days. */
class ConnectionHistoryTest {

    private static final int ROWS = 121_000;
    private static final Visible ALL = new Visible.Everything();
    private static final UUID FIRST = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("01900000-0000-7000-8000-000000000002");

    private static TestDatabase database;
    private static Listing<ConnectionRecord> list;

    @BeforeAll
    static void fill() {
        database = TestDatabase.fresh();
        database.dsl()
                .execute("select make_parts('connection', now() - interval '90 days', now())");
        database.dsl()
                .execute(
                        """
                        insert into connection (id, opened_at, ended_at, kind, node, organisation_id, source_address,
                            source_port, input_port, destination, destination_address, bytes_up, end_reason)
                        select overlay(first_id_of(at)::text placing lpad(to_hex(n), 12, '0') from 25)::uuid, at,
                            at + interval '5 s', 'ROUTE', 'gw1',
                            case when n %% 7 = 0 then '%s' else '%s' end::uuid, '10.0.0.0'::inet + n, 4000, 4001,
                            case when n %% 20000 = 7 then 'rare.example' else 'usual.example' end,
                            case when n %% 20000 = 7 then '192.0.2.9'::inet else '192.0.2.8' end, n * 7919 %% 100003,
                            case when n = 3 then 'no_route' else 'client_closed' end
                        from (select n, now() - n * interval '1 minute' as at from generate_series(1, %d) n) numbered
                        """
                                .formatted(FIRST, SECOND, ROWS));
        database.dsl()
                .execute(
                        "insert into connection_destination select distinct destination,"
                                + " organisation_id, true from connection union select distinct"
                                + " host(destination_address), organisation_id, false from"
                                + " connection");
        database.dsl().execute("select summarise_parts('connection_traits')");
        database.dsl().execute("analyze connection");
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("dsl", database.dsl());
        beans.registerSingleton("json", JsonMapper.builder().build());
        list = beans.createBean(ConnectionStore.class).listing();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void fewRowsOfManyAreWanted_allAreFoundInOrder(boolean newestFirst) {
        ListQuery rare = ListQuery.ALL.withSearch("RARE.ex").withSort("openedAt", newestFirst);
        List<ConnectionRecord> page = list.page(ALL, rare, 0, 50);
        Comparator<ConnectionRecord> byTime = Comparator.comparing(ConnectionRecord::openedAt);
        assertThat(page).hasSize(7).isSortedAccordingTo(newestFirst ? byTime.reversed() : byTime);
        assertThat(list.page(ALL, rare, 2, 3)).isEqualTo(page.subList(2, 5));
        assertThat(list.count(ALL, rare)).isEqualTo(7);
        assertThat(walk(rare)).isEqualTo(page);
    }

    @Test
    void manyRowsFit_theFirstPageIsTheNewest() {
        ListQuery usual = ListQuery.ALL.withSearch("usual");
        assertThat(list.page(ALL, usual, 0, 3))
                .extracting(record -> record.sourceAddress().getHostAddress())
                .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
        assertThat(list.count(ALL, usual)).isEqualTo(10_000);
    }

    @Test
    void addressEndOrWordIsNowhere_nothingIsFound() {
        assertThat(list.page(ALL, ListQuery.ALL.withSearch("192.0.2.1"), 0, 5)).isEmpty();
        assertThat(list.page(ALL, ListQuery.ALL.withSearch("nowhere"), 0, 5)).isEmpty();
        assertThat(list.count(ALL, ListQuery.ALL.withSearch("nowhere"))).isZero();
        assertThat(list.page(ALL, ListQuery.ALL.withFilter("endReason", "fault"), 0, 5)).isEmpty();
        assertThat(list.page(ALL, ListQuery.ALL.withFilter("refused", "true"), 0, 5)).hasSize(1);
    }

    /** As everybody would, of one's own alone, also when others' lie between. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.9", "rare.example", "RARE"})
    void destinationOfManyOwners_eachFindsTheirOwn(String word) {
        ListQuery rare = ListQuery.ALL.withSearch(word);
        List<ConnectionRecord> all = list.page(ALL, rare, 0, 50);
        assertThat(all).hasSize(7);
        for (UUID owner : List.of(FIRST, SECOND)) {
            Visible one = new Visible.Organisations(Set.of(owner));
            Visible several = new Visible.Organisations(Set.of(owner, UUID.randomUUID()));
            List<ConnectionRecord> own =
                    all.stream().filter(record -> owner.equals(record.organisationId())).toList();
            assertThat(own).isNotEmpty().hasSizeLessThan(7);
            assertThat(list.page(one, rare, 0, 50)).isEqualTo(own);
            assertThat(list.page(several, rare, 0, 50)).isEqualTo(own);
            assertThat(list.count(one, rare)).isEqualTo(own.size());
        }
        Visible stranger = new Visible.Organisations(Set.of(UUID.randomUUID()));
        assertThat(list.page(stranger, rare, 0, 50)).isEmpty();
        ListQuery usual = ListQuery.ALL.withSearch("192.0.2.8");
        assertThat(list.page(new Visible.Organisations(Set.of(FIRST)), usual, 0, 20))
                .hasSize(20)
                .allMatch(record -> FIRST.equals(record.organisationId()));
    }

    @Test
    void someoneOfSeveralOrganisationsLooks_theirsAloneAreFound() {
        Visible one = new Visible.Organisations(Set.of(FIRST));
        Visible both = new Visible.Organisations(Set.of(FIRST, UUID.randomUUID()));
        List<ConnectionRecord> page = list.page(one, ListQuery.ALL, 0, 20);
        assertThat(page).hasSize(20).allMatch(record -> FIRST.equals(record.organisationId()));
        assertThat(list.page(both, ListQuery.ALL, 0, 20)).isEqualTo(page);
        ListQuery theirs =
                ListQuery.ALL.withSearch(page.getLast().sourceAddress().getHostAddress());
        assertThat(list.page(one, theirs, 0, 50)).contains(page.getLast());
        assertThat(list.page(new Visible.Organisations(Set.of(UUID.randomUUID())), theirs, 0, 50))
                .isEmpty();
    }

    @Test
    void orderWithoutAnIndex_isOfTheNewestAloneAndRefusedToPrograms() {
        ListQuery byBytes = ListQuery.ALL.withSort("bytesUp", true);
        List<ConnectionRecord> page = list.page(ALL, byBytes, 0, 50);
        assertThat(list.sortsNewestOnly(ALL, byBytes)).isTrue();
        assertThat(page)
                .hasSize(50)
                .isSortedAccordingTo(Comparator.comparing(ConnectionRecord::bytesUp).reversed())
                .allMatch(record -> record.sourcePort() == 4000);
        assertThatThrownBy(() -> list.after(ALL, byBytes, null, 50))
                .isInstanceOf(Refused.class)
                .hasMessage("sort: sort.rows");
        Visible one = new Visible.Organisations(Set.of(FIRST));
        assertThat(list.sortsNewestOnly(one, byBytes)).isFalse();
        assertThat(list.after(one, byBytes, null, 50).items()).hasSize(50);
    }

    private static List<ConnectionRecord> walk(ListQuery query) {
        List<ConnectionRecord> walked = new ArrayList<>();
        String cursor = null;
        do {
            var slice = list.after(ALL, query, cursor, 3);
            walked.addAll(slice.items());
            cursor = slice.next();
        } while (cursor != null);
        return walked;
    }
}
