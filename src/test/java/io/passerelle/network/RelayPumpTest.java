package io.passerelle.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A pump between real loopback sockets, by every means the machine has. */
@ParameterizedClass
@EnumSource(Means.class)
class RelayPumpTest {

    private record End(RelayPump.Side first, boolean reset, long up, long down) {}

    private static final int WAIT = 10_000;

    private final EventLoops loops;
    private final BlockingQueue<End> ends = new ArrayBlockingQueue<>(8);
    private final AtomicLong taken = new AtomicLong();
    private final BufferRoom room = new BufferRoom(taken::get, 1_000);
    private final AtomicReference<Stream> accepted = new AtomicReference<>();
    private final LongAdder up = new LongAdder();
    private final LongAdder down = new LongAdder();
    private final ServerSocket destination;
    private final Streams streams;
    private final Streams.Door door;

    RelayPumpTest(Means means) throws Exception {
        Assumptions.assumeTrue(means.areHere(), () -> means + " is not here");
        loops = EventLoops.open(new NetworkSettings(means.transport, 1));
        streams = means.on(loops, room);
        destination = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        destination.setSoTimeout(WAIT);
        door =
                streams.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        door.close();
        destination.close();
        loops.close();
    }

    @Test
    void bothSidesTalk_thenTerminalCloses_everyByteArrivedAndNearEndedFirst() throws Exception {
        try (Socket terminal = connect();
                Socket server = destination.accept()) {
            terminal.getOutputStream().write("ask".getBytes());
            assertThat(server.getInputStream().readNBytes(3)).asString().isEqualTo("ask");
            server.getOutputStream().write("answer".getBytes());
            assertThat(terminal.getInputStream().readNBytes(6)).asString().isEqualTo("answer");
            terminal.close();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(end()).isEqualTo(new End(RelayPump.Side.NEAR, false, 3, 6));
        assertThat(up.sum()).isEqualTo(3);
        assertThat(down.sum()).isEqualTo(6);
    }

    @Test
    void terminalEndsItsOutput_serverStillAnswersAndClosesLater() throws Exception {
        try (Socket terminal = connect();
                Socket server = destination.accept()) {
            terminal.getOutputStream().write("ask".getBytes());
            terminal.shutdownOutput();
            assertThat(server.getInputStream().readAllBytes()).asString().isEqualTo("ask");
            server.getOutputStream().write("late".getBytes());
            server.shutdownOutput();
            assertThat(terminal.getInputStream().readAllBytes()).asString().isEqualTo("late");
        }
        assertThat(end()).isEqualTo(new End(RelayPump.Side.NEAR, false, 3, 4));
    }

    @Test
    void serverEndsItsOutput_terminalStillSendsAndClosesLater() throws Exception {
        try (Socket terminal = connect();
                Socket server = destination.accept()) {
            server.getOutputStream().write("banner".getBytes());
            server.shutdownOutput();
            assertThat(terminal.getInputStream().readAllBytes()).asString().isEqualTo("banner");
            terminal.getOutputStream().write("more".getBytes());
            terminal.shutdownOutput();
            assertThat(server.getInputStream().readAllBytes()).asString().isEqualTo("more");
        }
        assertThat(end()).isEqualTo(new End(RelayPump.Side.FAR, false, 4, 6));
    }

    @Test
    void serverResets_terminalGetsWhatCameBeforeAndTheEndSaysReset() throws Exception {
        try (Socket terminal = connect();
                Socket server = destination.accept()) {
            server.getOutputStream().write("x".getBytes());
            assertThat(terminal.getInputStream().read()).isEqualTo('x');
            server.setSoLinger(true, 0);
            server.close();
            assertThat(terminal.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(end()).isEqualTo(new End(RelayPump.Side.FAR, true, 0, 1));
    }

    @Test
    void terminalResets_serverSeesTheEnd() throws Exception {
        try (Socket terminal = connect();
                Socket server = destination.accept()) {
            terminal.getOutputStream().write("x".getBytes());
            assertThat(server.getInputStream().read()).isEqualTo('x');
            terminal.setSoLinger(true, 0);
            terminal.close();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(end()).isEqualTo(new End(RelayPump.Side.NEAR, true, 1, 0));
    }

    @Test
    void terminalDoesNotRead_serverIsStoppedAndNothingIsLostWhenItReadsAgain() throws Exception {
        byte[] big = new byte[32 << 20];
        new Random(7).nextBytes(big);
        try (Socket terminal = connect();
                Socket server = destination.accept()) {
            CompletableFuture<Void> sent =
                    CompletableFuture.runAsync(() -> send(server, big), Thread::startVirtualThread);
            long held = stillValue(down);
            assertThat(held).as("held in kernel and gateway").isLessThan(big.length);
            assertThat(sent).isNotDone();
            InputStream input = terminal.getInputStream();
            assertThat(input.readNBytes(big.length)).isEqualTo(big);
            sent.get(WAIT, TimeUnit.MILLISECONDS);
        }
        assertThat(end().down()).isEqualTo(big.length);
    }

    @Test
    void memoryIsScarce_terminalDoesNotRead_oneShortReadIsHeldAndNothingIsLost() throws Exception {
        taken.set(501);
        room.look();
        byte[] big = new byte[32 << 20];
        new Random(8).nextBytes(big);
        try (Socket terminal = connect();
                Socket server = destination.accept()) {
            CompletableFuture<Void> sent =
                    CompletableFuture.runAsync(() -> send(server, big), Thread::startVirtualThread);
            stillValue(down);
            Stream near = accepted.get();
            long held =
                    near.eventLoop().submit(near::pendingBytes).get(WAIT, TimeUnit.MILLISECONDS);
            assertThat(held).isBetween(1L, BufferRoom.SHORT + 200L);
            InputStream input = terminal.getInputStream();
            assertThat(input.readNBytes(big.length / 2)).hasSize(big.length / 2);
            taken.set(0);
            room.look(); // and from now on long reads again
            assertThat(input.readNBytes(big.length)).hasSize(big.length / 2);
            sent.get(WAIT, TimeUnit.MILLISECONDS);
        }
        assertThat(end().down()).isEqualTo(big.length);
    }

    @Test
    void terminalGoes_inTheMomentTheDestinationAnswers_bothAreClosedAndTheEndIsTold() {
        HeldStream near = new HeldStream();
        HeldStream far = new HeldStream();
        List<RelayPump.Side> told = new ArrayList<>();
        RelayPump pump = new RelayPump(near, room, up, listener((first, reset) -> told.add(first)));
        near.handler().broken();
        pump.join(far, down);
        near.end();
        far.end();
        assertThat(far.isOpen()).isFalse();
        assertThat(told).containsExactly(RelayPump.Side.NEAR);
    }

    /** Waits until a counter no longer moves. */
    private static long stillValue(LongAdder counter) throws InterruptedException {
        long before = -1;
        while (counter.sum() == 0 || before != counter.sum()) {
            before = counter.sum();
            TimeUnit.MILLISECONDS.sleep(150);
        }
        return before;
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private End end() throws InterruptedException {
        End end = ends.poll(WAIT, TimeUnit.MILLISECONDS);
        assertThat(end).as("the pump's end").isNotNull();
        return end;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.address().getPort());
        socket.setSoTimeout(WAIT);
        return socket;
    }

    private static RelayPump.Listener listener(BiConsumer<RelayPump.Side, Boolean> end) {
        return new RelayPump.Listener() {
            @Override
            public void ended(RelayPump.Side first, boolean reset) {
                end.accept(first, reset);
            }

            @Override
            public void failed(Throwable mistake) {
                throw new AssertionError(mistake);
            }
        };
    }

    private void accept(Stream near) {
        accepted.set(near);
        RelayPump[] pump = new RelayPump[1];
        pump[0] =
                new RelayPump(
                        near,
                        room,
                        up,
                        listener((first, reset) -> {
                            RelayPump mine = pump[0];
                            ends.add(new End(first, reset, mine.bytesUp(), mine.bytesDown()));
                        }));
        streams.connect(
                near.eventLoop(),
                (InetSocketAddress) destination.getLocalSocketAddress(),
                null,
                (far, failure) -> pump[0].join(far, down));
    }
}
