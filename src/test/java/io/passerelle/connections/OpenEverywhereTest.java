package io.passerelle.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import io.passerelle.network.GatewaySettings;
import io.passerelle.nodes.Node;
import io.passerelle.nodes.NodeQuestions;
import io.passerelle.nodes.NodeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The list of open connections: this node's, and what others tell. */
class OpenEverywhereTest {

    private static final Visible ALL = new Visible.Everything();
    private static final UUID BAKERY = Ids.next();
    private static final UUID PHARMACY = Ids.next();
    private static final Node FAR =
            new Node(
                    Ids.next(),
                    "node-2",
                    "",
                    List.of("relay"),
                    "",
                    "",
                    NodeState.SERVING,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    0,
                    0,
                    null,
                    "",
                    List.of());

    private final LiveConnections live = new LiveConnections(new LiveTopics());
    private final LiveConnections far = new LiveConnections(new LiveTopics());
    private final Nodes nodes = new Nodes();
    private final JsonMapper json = JsonMapper.builder().build();
    private final OpenEverywhere list = new OpenEverywhere(live, gateway("node-1"), nodes, json);

    private static GatewaySettings gateway(String name) {
        return new GatewaySettings(Addresses.of("127.0.0.1"), 0, name);
    }

    /** The far node answers what it was told to; without it there are no others. */
    private static final class Nodes implements NodeQuestions {

        private final List<UnaryOperator<String>> answerers = new ArrayList<>();
        private boolean isFarThere;
        private boolean isFarSilent;

        @Override
        public void answer(String kind, UnaryOperator<String> answerer) {
            answerers.add(answerer);
        }

        @Override
        public List<Node> others(String role) {
            return isFarThere ? List.of(FAR) : List.of();
        }

        @Override
        public Answers ask(String kind, String role, String text) {
            return isFarSilent
                    ? new Answers(Map.of(), List.of(FAR))
                    : new Answers(Map.of(FAR, answerers.getLast().apply(text)), List.of());
        }
    }

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

    private void anotherNode() {
        nodes.isFarThere = true;
        new OpenEverywhere(far, gateway("node-2"), nodes, json);
        far.opened(new FakeConnection(new UUID(2, 5), BAKERY, "8933150", 4001, 250));
        far.opened(new FakeConnection(new UUID(4, 0), PHARMACY, "8933250", 443, 1));
    }

    @Test
    void anotherNode_itsConnectionsStandAmongOursAndSayWhoseTheyAre() {
        anotherNode();
        assertThat(numbers(ListQuery.ALL))
                .containsExactly("8933250", "8933200", "8933150", "8933101", "8933100");
        assertThat(numbers(ListQuery.ALL.withSort("bytesUp", true)))
                .containsExactly("8933100", "8933150", "8933200", "8933101", "8933250");
        assertThat(list.page(ALL, ListQuery.ALL.withFilter("node", "node-2"), 0, 10))
                .extracting(OpenConnection::node)
                .containsExactly("node-2", "node-2");
        assertThat(list.count(ALL, ListQuery.ALL)).isEqualTo(5);
        assertThat(list.silent(ALL)).isEmpty();
        assertThat(list.nodes()).containsExactly("node-1", "node-2");
    }

    @Test
    void anotherNode_whoSeesOneOrganisationSeesNothingOfOthersThereEither() {
        anotherNode();
        Visible bakery = new Visible.Organisations(Set.of(BAKERY));
        assertThat(list.page(bakery, ListQuery.ALL, 0, 10))
                .extracting(OpenConnection::iccid)
                .containsExactly("8933150", "8933101", "8933100");
        assertThat(list.get(bakery, new UUID(4, 0))).isEmpty();
        assertThat(list.get(bakery, new UUID(2, 5))).isPresent();
    }

    @Test
    void anotherNode_aCursorWalksThroughBoth() {
        anotherNode();
        List<String> all = new ArrayList<>();
        list.each(ALL, ListQuery.ALL.withSort("iccid", false), c -> all.add(c.iccid()));
        assertThat(all).containsExactly("8933100", "8933101", "8933150", "8933200", "8933250");
        Slice<OpenConnection> first = list.after(ALL, ListQuery.ALL, null, 3);
        Slice<OpenConnection> rest = list.after(ALL, ListQuery.ALL, first.next(), 3);
        assertThat(rest.items())
                .extracting(OpenConnection::iccid)
                .containsExactly("8933101", "8933100");
    }

    @Test
    void anotherNodeIsSilent_oursAreListedAndItIsNamed() {
        anotherNode();
        nodes.isFarSilent = true;
        assertThat(numbers(ListQuery.ALL)).containsExactly("8933200", "8933101", "8933100");
        assertThat(list.silent(ALL)).containsExactly("node-2");
    }
}
