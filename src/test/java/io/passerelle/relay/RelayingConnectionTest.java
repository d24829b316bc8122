package io.passerelle.relay;

import static io.passerelle.routing.RoutingFixture.to;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnection;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.SettingsReader;
import io.passerelle.foundation.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection with bytes flowing. */
class RelayingConnectionTest extends ConnectionCase {

    /** The send buffer towards the server and its receive buffer, as large as Linux makes them. */
    private static final long KERNEL_HOLDS_AT_MOST = 64L << 20;

    private Server server;
    private Socket terminal;
    private Socket answered;

    @BeforeEach
    void connect() throws IOException {
        server = Server.listening();
        routeTo(to("127.0.0.1", server.port()));
        connectAgain();
    }

    private void connectAgain() throws IOException {
        terminal = relay.connect(TERMINAL, PORT);
        answered = server.accept();
        send(terminal, "ping");
        assertReceives(answered, "ping");
        send(answered, "pong");
        assertReceives(terminal, "pong");
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
        answered.close();
        server.close();
    }

    @Test
    void theTerminalCloses_theServerSeesIt() throws Exception {
        terminal.close();
        assertClosed(answered);
        answered.close();
        ConnectionRecord record = relay.ended();
        assertThat(record.endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
        assertThat(record.bytesUp()).isEqualTo(4);
        assertThat(record.bytesDown()).isEqualTo(4);
        assertThat(record.iccid()).isEqualTo("8933");
        assertThat(record.duration()).isPositive();
    }

    @Test
    void theServerCloses_theTerminalSeesIt() throws Exception {
        answered.close();
        assertClosed(terminal);
        terminal.close();
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.DESTINATION_CLOSED);
    }

    @Test
    void theTerminalEndsItsOutput_theAnswerStillComes() throws Exception {
        terminal.shutdownOutput();
        assertClosed(answered);
        send(answered, "late");
        assertReceives(terminal, "late");
        answered.close();
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
    }

    @Test
    void theServerEndsItsOutput_theTerminalStillSpeaks() throws Exception {
        answered.shutdownOutput();
        assertClosed(terminal);
        send(terminal, "late");
        assertReceives(answered, "late");
        terminal.close();
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.DESTINATION_CLOSED);
    }

    @Test
    void theTerminalClosesAndTheServerNeverDoes_closedAfterTheHalfClosedTime() throws Exception {
        terminal.close();
        assertClosed(answered);
        assertClosed(answered);
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
    }

    @Test
    void theTerminalResets_theServerSeesTheEnd() throws Exception {
        terminal.setSoLinger(true, 0);
        terminal.close();
        assertClosed(answered);
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.CLIENT_RESET);
    }

    @Test
    void theServerResets_theTerminalSeesTheEnd() throws Exception {
        answered.setSoLinger(true, 0);
        answered.close();
        assertClosed(terminal);
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.DESTINATION_RESET);
    }

    @Test
    void theRouteIsChangedAndRemoved_theConnectionGoesOn() throws Exception {
        routeTo(to("127.0.0.1", Server.nobody()));
        send(terminal, "a");
        assertReceives(answered, "a");
        relay.route();
        send(answered, "b");
        assertReceives(terminal, "b");
        assertThat(refused(TERMINAL).endReason()).isEqualTo(EndReason.NO_ROUTE);
        terminal.close();
        answered.close();
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
    }

    @Test
    void somebodyLooks_itIsLiveWithItsBytes() throws Exception {
        LiveConnection live = relay.live.list(new Visible.Everything(), any -> true, 10).getFirst();
        assertThat(live.phase()).isEqualTo(EndReason.Phase.RELAYING);
        assertThat(live.bytesUp()).isEqualTo(4);
        assertThat(live.bytesDown()).isEqualTo(4);
        assertThat(live.destination()).isEqualTo("127.0.0.1:" + server.port());
        assertThat(relay.live.list(new Visible.Organisations(java.util.Set.of()), a -> true, 9))
                .isEmpty();
        terminal.close();
        answered.close();
        relay.ended();
    }

    @Test
    void somebodyCutsIt_bothSidesSeeTheEnd() throws Exception {
        relay.live.cut(connection -> true, EndReason.SESSION_ENDED);
        assertClosed(terminal);
        assertClosed(answered);
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.SESSION_ENDED);
    }

    @Test
    void settingsAreReplaced_theConnectionGoesOnAndTheNextOneMeetsThem() throws Exception {
        RelaySettings now = relay.tuning.settings();
        RelaySettings next =
                RelaySettings.read(
                        new SettingsReader(
                                java.util.Map.of("passerelle.relay.max-connections", "1")::get));
        relay.tuning.prepare(next);
        assertThat(relay.tuning.settings()).as("only prepared").isEqualTo(now);
        relay.tuning.prepare(next).run();
        assertThat(relay.tuning.settings()).isEqualTo(next);
        send(terminal, "a");
        assertReceives(answered, "a");
        assertThat(refused(TERMINAL).endReason()).isEqualTo(EndReason.LIMIT_TOTAL);
        relay.tuning.prepare(now).run();
        terminal.close();
        answered.close();
        relay.ended();
        connectAgain();
    }

    @Test
    void theGatewayStops_bothSidesSeeTheEndAndTheRecordSaysSo() throws Exception {
        relay.stop();
        assertClosed(terminal);
        assertClosed(answered);
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.GATEWAY_STOPPED);
    }

    @Test
    void nobodySpeaks_closedAfterTheRoutesIdleTime() throws Exception {
        terminal.close();
        answered.close();
        relay.ended();
        routeTo(1, to("127.0.0.1", server.port()));
        connectAgain();
        assertClosed(terminal);
        assertClosed(answered);
        ConnectionRecord record = relay.ended();
        assertThat(record.endReason()).isEqualTo(EndReason.IDLE_TIMEOUT);
        assertThat(record.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itLastsLongerThanAnyMay_closedAlthoughBusy() throws Exception {
        terminal.close();
        answered.close();
        relay.ended();
        restart(
                new RelaySettings(
                        true,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1200),
                        1000,
                        1000,
                        1000,
                        Duration.ZERO));
        routeTo(1, to("127.0.0.1", server.port()));
        connectAgain();
        try {
            while (true) {
                send(terminal, "x");
                assertReceives(answered, "x");
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (IOException | AssertionError closed) {
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.TOTAL_TIMEOUT);
        }
    }

    @Test
    void theTerminalsSessionEnds_itsConnectionsEndAndNoOthers() throws Exception {
        relay.online("127.64.0.2", 10);
        try (Socket other = relay.connect("127.64.0.2", PORT);
                Socket othersServer = server.accept()) {
            relay.sessionEnds(TERMINAL);
            assertClosed(terminal);
            assertClosed(answered);
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.SESSION_ENDED);
            send(other, "still here");
            assertReceives(othersServer, "still here");
        }
        relay.ended();
    }

    @Test
    void theTerminalStartsAnotherSession_connectionsOfTheNewOneGoOn() throws Exception {
        Terminal first = relay.terminals.get(Addresses.of(TERMINAL));
        relay.sameCardAgain(first, "127.64.0.2");
        try (Socket again = relay.connect("127.64.0.2", PORT);
                Socket againsServer = server.accept()) {
            relay.sessionEnds(TERMINAL);
            assertClosed(terminal);
            assertThat(relay.ended().sessionId()).isEqualTo(first.sessionId());
            send(again, "still here");
            assertReceives(againsServer, "still here");
        }
        relay.ended();
    }

    @Test
    void theServerAcceptsAndSendsNothing_closedAfterTheRoutesIdleTime() throws Exception {
        terminal.close();
        answered.close();
        relay.ended();
        routeTo(1, to("127.0.0.1", server.port()));
        terminal = relay.connect(TERMINAL, PORT);
        answered = server.accept();
        send(terminal, "anybody?");
        assertClosed(terminal);
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.IDLE_TIMEOUT);
    }

    @Test
    void theServerDoesNotRead_theTerminalIsHeldBackAndNothingGrows() throws Exception {
        LiveConnection live = relay.live.list(new Visible.Everything(), any -> true, 1).getFirst();
        CompletableFuture<Void> flood =
                CompletableFuture.runAsync(this::flood, Thread::startVirtualThread);
        long taken = settled(live::bytesUp);
        assertThat(taken).isLessThan(KERNEL_HOLDS_AT_MOST);
        assertThat(flood).isNotDone();
        terminal.close();
        answered.close();
        relay.ended();
        assertThat(flood).failsWithin(Duration.ofSeconds(10));
    }

    private void flood() {
        byte[] block = new byte[1 << 16];
        try {
            for (long sent = 0; sent < 4 * KERNEL_HOLDS_AT_MOST; sent += block.length) {
                terminal.getOutputStream().write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value a counter stays at. */
    private static long settled(LongSupplier counter) {
        long[] last = {-1, System.nanoTime()};
        eventually(() -> {
            long now = counter.getAsLong();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            assertThat(System.nanoTime() - last[1]).isGreaterThan(500_000_000L);
        });
        return last[0];
    }
}
