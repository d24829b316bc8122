package io.passerelle.benchmarks.relay;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Loads relays, one scenario at a time: one thread and one epoll, for the terminals and for the
 * server behind the relays, as many exchanges as they can.
 */
final class Load {

    /** Sockets are small numbers: the process may not have more of them. */
    private static final int SOCKETS_AT_MOST = 1 << 17;

    private static final int MOST_TIMES = 8_000_000;

    private final Sockets sockets = new Sockets();
    private final Server server;
    private final List<MemorySegment> sources;
    private final MemorySegment sink = Arena.global().allocate(256 << 10, 64);
    private final MemorySegment request = Arena.global().allocate(Scenario.MESSAGE, 64);
    private final boolean[] ours = new boolean[SOCKETS_AT_MOST];
    private final long[] missing = new long[SOCKETS_AT_MOST];
    private final long[] startedAt = new long[SOCKETS_AT_MOST];
    private final long[] times = new long[MOST_TIMES];
    private Scenario scenario = Scenario.SMALL;
    private MemorySegment relay = MemorySegment.NULL;
    private int exchanges;
    private long bytes;
    private long errors;
    private int opened;
    private int open;
    private boolean counting;
    private boolean asking;

    /**
     * @param sources the terminals' addresses, taken in turns
     */
    Load(InetSocketAddress server, List<InetAddress> sources) {
        this.server = new Server(sockets, server, SOCKETS_AT_MOST);
        this.sources =
                sources.stream().map(s -> Sockets.address(new InetSocketAddress(s, 0))).toList();
    }

    /**
     * What came out.
     *
     * @param rate in the scenario's unit
     * @param p50Micros the time half of the exchanges took at most
     * @param p99Micros the time 99 of 100 exchanges took at most
     * @param errors connections that failed or ended early
     */
    record Result(double rate, double p50Micros, double p99Micros, long errors) {}

    /** Runs so many connections: first without counting, then counting; and ends them. */
    Result run(
            Scenario which, int connections, InetSocketAddress at, Duration warmUp, Duration time) {
        begin(which, connections, at);
        turnUntil(System.nanoTime() + warmUp.toNanos());
        counting = true;
        exchanges = 0;
        bytes = 0;
        errors = 0;
        long start = System.nanoTime();
        turnUntil(start + time.toNanos());
        double seconds = (System.nanoTime() - start) / 1e9;
        counting = false;
        double rate = which == Scenario.BULK ? bytes / seconds / 1e6 : exchanges / seconds;
        Result result = new Result(rate, percentileMicros(50), percentileMicros(99), errors);
        end();
        return result;
    }

    /** Opens so many connections, lets each exchange one message, and leaves them open. */
    int hold(int connections, InetSocketAddress at) {
        begin(Scenario.SMALL, 0, at);
        asking = false;
        for (int held = 0; held < connections; held++) {
            open();
            if (open % 64 == 0) {
                turnUntilQuiet(5);
            }
        }
        turnUntilQuiet(500);
        return open;
    }

    /** Ends every connection. */
    void end() {
        for (int socket = 0; socket < ours.length; socket++) {
            if (ours[socket]) {
                close(socket);
            }
        }
        long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (server.open() > 0 && System.nanoTime() < patience) {
            turn();
        }
    }

    private void begin(Scenario which, int connections, InetSocketAddress at) {
        scenario = which;
        relay = Sockets.address(at);
        asking = true;
        request.set(ValueLayout.JAVA_BYTE, 0, which.kind());
        for (int i = 0; i < connections; i++) {
            open();
        }
    }

    private void turnUntil(long end) {
        while (System.nanoTime() < end) {
            turn();
        }
    }

    private void turnUntilQuiet(int millis) {
        while (turn(millis) > 0) {
            // what was opened is answered
        }
    }

    private int turn() {
        return turn(200);
    }

    private int turn(int millis) {
        int count = sockets.await(millis);
        for (int i = 0; i < count; i++) {
            int socket = sockets.socket(i);
            if (server.isListener(socket)) {
                server.accept();
            } else if (ours[socket]) {
                ready(socket, sockets.happened(i));
            } else {
                server.ready(socket, sockets.happened(i));
            }
        }
        return count;
    }

    private void open() {
        long began = System.nanoTime();
        int socket = sockets.connect(sources.get(opened++ % sources.size()), relay);
        if (socket < 0) {
            throw new IllegalStateException("no more sockets");
        }
        ours[socket] = true;
        open++;
        // on one machine the handshake is through when connect returns
        boolean sent = ask(socket);
        startedAt[socket] = began;
        sockets.watch(socket, sent ? Sockets.EPOLLIN : Sockets.EPOLLOUT);
    }

    private boolean ask(int socket) {
        boolean sent = sockets.send(socket, request, Scenario.MESSAGE) == Scenario.MESSAGE;
        missing[socket] = sent ? Scenario.answerBytes(scenario.kind()) : 0;
        return sent;
    }

    private void ready(int socket, int happened) {
        if (missing[socket] == 0 && (happened & Sockets.EPOLLOUT) != 0 && ask(socket)) {
            sockets.change(socket, Sockets.EPOLLIN);
            return;
        }
        long count = sockets.receive(socket, sink);
        if (count == 0 || count < 0 && (happened & ~Sockets.EPOLLIN) != 0) {
            errors++;
            close(socket);
            open();
        } else if (count > 0) {
            received(socket, count);
        }
    }

    private void received(int socket, long count) {
        missing[socket] -= count;
        if (counting) {
            bytes += count;
        }
        if (missing[socket] > 0) {
            return;
        }
        finished(socket);
        if (scenario == Scenario.NEW) {
            close(socket);
            open();
        } else if (asking) {
            startedAt[socket] = System.nanoTime();
            ask(socket);
        }
    }

    private void finished(int socket) {
        if (counting) {
            if (exchanges < MOST_TIMES) {
                times[exchanges] = System.nanoTime() - startedAt[socket];
            }
            exchanges++;
        }
    }

    private void close(int socket) {
        ours[socket] = false;
        open--;
        sockets.close(socket);
    }

    private double percentileMicros(int percent) {
        int count = Math.min(exchanges, MOST_TIMES);
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted[(int) ((long) count * percent / 100)] / 1e3;
    }
}
