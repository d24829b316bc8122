package io.passerelle.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.passerelle.connections.AttemptOutcome;
import io.passerelle.foundation.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams between real sockets, by every means the machine has: they all do the same. */
@ParameterizedClass
@EnumSource(Means.class)
class StreamsTest {

    private static final int WAIT = 10_000;
    private static final InetAddress HERE = Addresses.of("127.0.0.1");

    private record Ended(Stream stream, @Nullable Throwable failure) {}

    /** Notes what it is told, a word for each. */
    private static final class Notes implements Stream.Handler {

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        @Override
        public void received(ByteBuf bytes) {
            told.add(bytes.toString(StandardCharsets.UTF_8));
            bytes.release();
        }

        @Override
        public void inputEnded() {
            told.add("(ended)");
        }

        @Override
        public void broken() {
            told.add("(broken)");
        }

        @Override
        public void closed() {
            told.add("(closed)");
        }

        @Override
        public void failed(Throwable mistake) {
            told.add(mistake.toString());
        }

        String next() throws InterruptedException {
            return String.valueOf(told.poll(WAIT, TimeUnit.MILLISECONDS));
        }
    }

    private final Means means;
    private final EventLoops loops;
    private final EventLoop loop;
    private final Streams streams;
    private final BlockingQueue<Ended> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<Stream> accepted = new LinkedBlockingQueue<>();

    StreamsTest(Means means) {
        Assumptions.assumeTrue(means.areHere(), () -> means + " is not here");
        this.means = means;
        loops = EventLoops.open(new NetworkSettings(means.transport, 2));
        loop = loops.group().next();
        streams = means.on(loops, loops.room());
    }

    @AfterEach
    void stop() {
        loops.close();
    }

    private Stream dial(InetSocketAddress to, @Nullable Outlet outlet) throws Exception {
        return loop.submit(() ->
                        streams.connect(
                                loop,
                                to,
                                outlet,
                                (stream, failure) -> ends.add(new Ended(stream, failure))))
                .get(WAIT, TimeUnit.MILLISECONDS);
    }

    private Ended end() throws InterruptedException {
        Ended end = ends.poll(WAIT, TimeUnit.MILLISECONDS);
        assertThat(end).as("what came of the attempt").isNotNull();
        return end;
    }

    private Stream taken() throws InterruptedException {
        Stream stream = accepted.poll(WAIT, TimeUnit.MILLISECONDS);
        assertThat(stream).as("the accepted connection").isNotNull();
        return stream;
    }

    private static void on(Stream stream, Runnable step) throws Exception {
        stream.eventLoop().submit(step).get(WAIT, TimeUnit.MILLISECONDS);
    }

    private Streams.Door door(InetAddress at) throws IOException {
        return streams.listen(new InetSocketAddress(at, 0), accepted::add);
    }

    private static Socket terminal(Streams.Door door) throws IOException {
        Socket socket = new Socket(door.address().getAddress(), door.address().getPort());
        socket.setSoTimeout(WAIT);
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void connectionIsAccepted_itsPeerIsKnownAndBytesArriveBothWays(String address)
            throws Exception {
        try (Streams.Door door = door(Addresses.of(address));
                Socket socket = terminal(door)) {
            Stream stream = taken();
            assertThat(stream.peer())
                    .isEqualTo(new InetSocketAddress(address, socket.getLocalPort()));
            Notes notes = new Notes();
            on(
                    stream,
                    () -> {
                        stream.handledBy(notes);
                        stream.read(true);
                        stream.write(Unpooled.copiedBuffer("welcome".getBytes()));
                        stream.flush();
                    });
            assertThat(socket.getInputStream().readNBytes(7)).asString().isEqualTo("welcome");
            socket.getOutputStream().write("ask".getBytes());
            assertThat(notes.next()).isEqualTo("ask");
            socket.shutdownOutput();
            assertThat(notes.next()).isEqualTo("(ended)");
            on(stream, stream::endOutput);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            on(stream, stream::close);
            assertThat(notes.next()).isEqualTo("(closed)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void doorIsAtEveryAddress_bothFamiliesAreTaken(String address) throws Exception {
        try (Streams.Door door = door(Addresses.of("0.0.0.0"));
                Socket socket = new Socket(address, door.address().getPort())) {
            assertThat(taken().peer())
                    .isEqualTo(new InetSocketAddress(address, socket.getLocalPort()));
        }
    }

    @Test
    void somebodyListens_streamIsOpenAndLeadsThere() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            dial((InetSocketAddress) server.getLocalSocketAddress(), null);
            Ended end = end();
            assertThat(end.failure()).isNull();
            assertThat(end.stream().isOpen()).isTrue();
            assertThat(end.stream().peer()).isEqualTo(server.getLocalSocketAddress());
            try (Socket taken = server.accept()) {
                taken.setSoTimeout(WAIT);
                on(end.stream(), end.stream()::close);
                assertThat(taken.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void nobodyListens_attemptIsRefusedAndTheStreamClosed() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 5, HERE)) {
            port = gone.getLocalPort();
        }
        dial(new InetSocketAddress(HERE, port), null);
        Ended end = end();
        assertThat(end.failure()).isNotNull();
        assertThat(AttemptOutcome.of(end.failure())).isEqualTo(AttemptOutcome.REFUSED);
        assertThat(end.stream().isOpen()).isFalse();
    }

    @Test
    void nobodyAnswers_closingGivesTheAttemptUpAndItEndsOnce() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, HERE)) {
            InetSocketAddress at = (InetSocketAddress) full.getLocalSocketAddress();
            Stream stream = dial(at, null);
            while (ends.poll(100, TimeUnit.MILLISECONDS) != null) {
                stream = dial(at, null); // until as many wait there as may
            }
            Stream last = stream;
            on(last, last::close);
            Ended end = end();
            assertThat(end.failure()).isNotNull();
            assertThat(end.stream()).isSameAs(last);
            assertThat(ends.poll(100, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void addressIsNobodysHere_attemptFailsAndSaysSo() throws Exception {
        dial(new InetSocketAddress(HERE, 9), new Outlet(Addresses.of("203.0.113.77"), ""));
        Ended end = end();
        assertThat(end.failure()).hasMessageContaining("ssign requested address");
        assertThat(end.stream().isOpen()).isFalse();
    }

    @Test
    void outletHasAnAddress_serverSeesIt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            server.setSoTimeout(WAIT);
            dial(
                    (InetSocketAddress) server.getLocalSocketAddress(),
                    new Outlet(Addresses.of("127.9.8.7"), ""));
            assertThat(end().failure()).isNull();
            try (Socket taken = server.accept()) {
                assertThat(taken.getInetAddress()).isEqualTo(Addresses.of("127.9.8.7"));
            }
        }
    }

    @Test
    void streamIsReset_peerLosesWhatWaited() throws Exception {
        int length = 32 << 20;
        try (Streams.Door door = door(HERE);
                Socket socket = terminal(door)) {
            Stream stream = taken();
            on(
                    stream,
                    () -> {
                        stream.write(Unpooled.wrappedBuffer(new byte[length]));
                        stream.flush();
                    });
            on(stream, stream::reset);
            assertThatThrownBy(() -> socket.getInputStream().readNBytes(length))
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void peerResets_whileNobodyReads_isNoticed() throws Exception {
        Assumptions.assumeTrue(means == Means.RING, "others look when they are read");
        try (Streams.Door door = door(HERE);
                Socket socket = terminal(door)) {
            Stream stream = taken();
            Notes notes = new Notes();
            on(
                    stream,
                    () -> {
                        stream.handledBy(notes);
                        stream.watch();
                    });
            socket.setSoLinger(true, 0);
            socket.close();
            String first = notes.next();
            assertThat(first.equals("(broken)") ? notes.next() : first).isEqualTo("(closed)");
        }
    }

    @Test
    void peerResets_whileItIsHeldBack_isNoticed() throws Exception {
        Assumptions.assumeTrue(means == Means.RING, "others tell it as an end");
        try (Streams.Door door = door(HERE);
                Socket socket = terminal(door)) {
            Stream stream = taken();
            Notes notes = new Notes();
            on(
                    stream,
                    () -> {
                        stream.handledBy(notes);
                        stream.read(true);
                        stream.read(false);
                    });
            socket.getOutputStream().write("x".getBytes());
            assertThat(notes.next()).isEqualTo("x"); // the read that was under way
            socket.getOutputStream().write("y".getBytes());
            socket.setSoLinger(true, 0);
            socket.close();
            assertThat(notes.next()).isEqualTo("(broken)");
            assertThat(notes.next()).isEqualTo("(closed)");
        }
    }

    @Test
    void thereIsNoSocketLeft_streamIsClosedAllTheSame() {
        var none = new RingStream(loop, -1, new InetSocketAddress(HERE, 9), null, loops.room());
        none.close();
        assertThat(none.isOpen()).isFalse();
    }

    @Test
    void closedWithBytesThePeerDoesNotTake_endsAtOnceAndRunsWhatWaitedForThem() throws Exception {
        try (Streams.Door door = door(HERE);
                Socket socket = terminal(door)) {
            Stream stream = taken();
            Notes notes = new Notes();
            BlockingQueue<String> ran = new LinkedBlockingQueue<>();
            on(
                    stream,
                    () -> {
                        stream.handledBy(notes);
                        stream.write(Unpooled.wrappedBuffer(new byte[32 << 20]));
                        stream.afterPending(() -> ran.add("ran"));
                    });
            assertThat(stream.eventLoop().submit(stream::pendingBytes).get()).isPositive();
            assertThat(ran).isEmpty();
            on(stream, stream::close);
            assertThat(notes.next()).isEqualTo("(closed)");
            assertThat(ran.poll(WAIT, TimeUnit.MILLISECONDS)).isEqualTo("ran");
            assertThat(socket.isClosed()).isFalse();
        }
    }

    @Test
    void doorIsClosed_portIsFreeAtOnce() throws Exception {
        Assumptions.assumeTrue(means != Means.NIO, "the JDK's selectors let go of it later");
        Streams.Door door = door(HERE);
        InetSocketAddress at = door.address();
        assertThatThrownBy(() -> streams.listen(at, accepted::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
        door.close();
        try (ServerSocket server = new ServerSocket(at.getPort(), 5, HERE)) {
            assertThat(server.isBound()).isTrue();
        }
    }

    @Test
    void aHundredComeAtOnce_allAreTaken() throws Exception {
        Socket[] many = new Socket[100];
        try (Streams.Door door = door(HERE)) {
            for (int i = 0; i < many.length; i++) {
                many[i] = terminal(door);
            }
            for (int i = 0; i < many.length; i++) {
                taken();
            }
            assertThat(accepted).isEmpty();
        } finally {
            for (Socket socket : many) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }
}
