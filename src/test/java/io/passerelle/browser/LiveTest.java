package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.LiveTopics;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestServer;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What happens in the network appears by itself (M2M-8, M2M-28), and never faster than eyes are.
 */
@ExtendWith(PortalExtension.class)
class LiveTest {

    private static final int EVENTS = 1_500;
    private static final long EVERY_MICROS = 3_000;

    /** The portal looks three times a second; a look may need two messages. */
    private static final int MESSAGES_A_SECOND_AT_MOST = 8;

    private final Portal portal;
    private final Town town;

    LiveTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void sessionAndConnection_appearAndEndWithoutReload() throws IOException {
        TestCustomer customer = town.newCustomer("Taxis");
        String group = customer.makesGroup("Terminaux");
        TestSim sim = customer.importsSim("Terminaux");
        Person person = town.manager(customer.id(), "fr");
        var network = new RealRadclient(portal.passerelle(), TestOperator.RADIUS_SECRET);
        try (Visit sessions = portal.visit(person);
                Visit connections = portal.visit(person);
                TestServer server = TestServer.named("till server")) {
            sessions.opens("sessions");
            connections.opens("connections");
            var online = new ListOnPage(sessions, "sessions-sessions");
            var open = new ListOnPage(connections, "connections-live");
            RealRadclient.Session session = network.signsOn(sim);
            String address = session.address();
            assertThat(online.cell(address)).isVisible();
            sessions.picture("sessions-live-fr");

            customer.makesRoute(group, 4005, server.destination());
            try (TestTerminal till =
                    TestTerminal.connects(address, portal.passerelle().gateway(4005))) {
                assertThat(till.hears()).isEqualTo("till server");
                assertThat(open.cell(server.destination())).isVisible();
                connections.picture("connections-live-fr");
            }
            assertThat(open.cell(server.destination())).hasCount(0);
            network.stops(session, 0, 0);
            assertThat(online.cell(address)).hasCount(0);
        }
    }

    @Test
    void hundredsOfEventsASecond_reachTheBrowserAsAFewMessages() throws InterruptedException {
        try (Visit visit = portal.visit(town.baker("fr"))) {
            var messages = new AtomicInteger();
            visit.page()
                    .onWebSocket(socket -> socket.onFrameReceived(f -> messages.incrementAndGet()));
            visit.opens("sessions");
            messages.set(0);
            long start = System.nanoTime();
            happens();
            // runs the page once more, and with it what was waiting to be counted
            visit.settles();
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(messages.get() / seconds).isLessThan(MESSAGES_A_SECOND_AT_MOST);
            assertThat(messages).hasPositiveValue();
        }
    }

    private void happens() throws InterruptedException {
        LiveTopics.Topic topic = portal.passerelle().bean(LiveTopics.class).topic("sessions");
        var left = new CountDownLatch(EVENTS);
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var event =
                    clock.scheduleAtFixedRate(
                            () -> {
                                topic.changed();
                                left.countDown();
                            },
                            0,
                            EVERY_MICROS,
                            TimeUnit.MICROSECONDS);
            left.await();
            event.cancel(false);
        }
    }
}
