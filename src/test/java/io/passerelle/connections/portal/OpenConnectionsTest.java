package io.passerelle.connections.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.connections.LiveConnections;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {

    private static final Visible ALL = new Visible.Everything();
    private static final UUID BAKERY = Ids.next();
    private static final UUID PHARMACY = Ids.next();

    private final LiveConnections live = new LiveConnections(new LiveTopics());
    private final OpenConnections list = new OpenConnections(live);

    @BeforeEach
    void open() {
        live.opened(new FakeConnection(new UUID(1, 0), BAKERY, "8933100", 4001, 300));
        live.opened(new FakeConnection(new UUID(2, 0), BAKERY, "8933101", 443, 100));
        live.opened(new FakeConnection(new UUID(3, 0), PHARMACY, "8933200", 4001, 200));
    }

    @Test
    void withoutAnOrder_theNewestComeFirst() {
        assertThat(numbers(ListQuery.ALL)).containsExactly("8933200", "8933101", "8933100");
    }

    @Test
    void anOrder_isKept() {
        assertThat(numbers(ListQuery.ALL.withSort("bytesUp", true)))
                .containsExactly("8933100", "8933200", "8933101");
    }

    @Test
    void filtersAndWords_narrowItDown() {
        assertThat(numbers(ListQuery.ALL.withFilter("inputPort", "443")))
                .containsExactly("8933101");
        assertThat(numbers(ListQuery.ALL.withSearch("89332"))).containsExactly("8933200");
        assertThat(list.count(ALL, ListQuery.ALL.withFilter("inputPort", "4001"))).isEqualTo(2);
    }

    @Test
    void whoSeesOneOrganisation_seesNothingOfOthers() {
        Visible bakery = new Visible.Organisations(Set.of(BAKERY));

        assertThat(list.count(bakery, ListQuery.ALL)).isEqualTo(2);
        assertThat(list.page(bakery, ListQuery.ALL, 0, 10))
                .allMatch(connection -> BAKERY.equals(connection.organisationId()));
    }

    @Test
    void aCursor_walksThroughAllOfThem() {
        Slice<OpenConnection> first = list.after(ALL, ListQuery.ALL, null, 2);
        Slice<OpenConnection> rest = list.after(ALL, ListQuery.ALL, first.next(), 2);

        assertThat(first.items()).hasSize(2);
        assertThat(rest.items()).extracting(OpenConnection::iccid).containsExactly("8933100");
        assertThat(rest.next()).isNull();
    }

    @Test
    void whatIsNoFilterOrColumn_isRefused() {
        assertThatThrownBy(() -> list.count(ALL, ListQuery.ALL.withFilter("colour", "red")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> numbers(ListQuery.ALL.withSort("colour", false)))
                .isInstanceOf(Refused.class);
    }

    private List<String> numbers(ListQuery query) {
        return list.page(ALL, query, 0, 10).stream().map(OpenConnection::iccid).toList();
    }
}
