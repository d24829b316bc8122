package io.passerelle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Connections that are open through both nodes while the first is killed: its own are recorded as
 * cut off when it is back, once each; those through the other never notice.
 */
final class HeldConnections implements AutoCloseable {

    private static final int EACH = 4;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration RESTARTED = Duration.ofMinutes(2);

    private final TestCustomer customer;
    private final NodeProcess one;
    private final NodeProcess two;
    private final List<TestTerminal> throughOne = new ArrayList<>();
    private final List<TestTerminal> throughTwo = new ArrayList<>();

    /**
     * @param sessions the first of which somebody else ends
     */
    HeldConnections(
            TestCustomer customer,
            List<RealRadclient.Session> sessions,
            int port,
            NodeProcess one,
            NodeProcess two) {
        this.customer = customer;
        this.one = one;
        this.two = two;
        for (RealRadclient.Session session : sessions.subList(1, EACH + 1)) {
            throughOne.add(TestTerminal.connects(session.address(), one.at(port)));
            throughTwo.add(TestTerminal.connects(session.address(), two.at(port)));
        }
        throughOne.forEach(terminal -> assertThat(terminal.hears()).isEqualTo("second"));
        throughTwo.forEach(terminal -> assertThat(terminal.hears()).isEqualTo("second"));
    }

    /** Asked of a third node, which carries none itself. */
    void areListedWithTheirNodes() {
        List<JsonNode> open = customer.sees(2 * EACH, "/connections/live", SOON);
        assertThat(open)
                .filteredOn(row -> row.get("node").asString().equals(one.name()))
                .hasSize(EACH);
        assertThat(open)
                .filteredOn(row -> row.get("node").asString().equals(two.name()))
                .hasSize(EACH);
    }

    void throughTheSurvivorLiveOn() {
        for (TestTerminal terminal : throughTwo) {
            terminal.says("still there?");
            assertThat(terminal.hears()).isEqualTo("still there?");
        }
        List<JsonNode> open = customer.sees(EACH, "/connections/live", SOON);
        assertThat(open).allMatch(row -> row.get("node").asString().equals(two.name()));
    }

    void throughTheKilledOneAreRecorded() {
        List<JsonNode> cut =
                customer.sees(EACH, "/connections?endReason=gateway_failed", RESTARTED);
        assertThat(cut).allMatch(row -> row.get("node").asString().equals(one.name()));
        assertThat(cut).extracting(row -> row.get("iccid").asString()).doesNotHaveDuplicates();
    }

    @Override
    public void close() throws IOException {
        for (TestTerminal terminal : throughOne) {
            terminal.close();
        }
        for (TestTerminal terminal : throughTwo) {
            terminal.close();
        }
    }
}
