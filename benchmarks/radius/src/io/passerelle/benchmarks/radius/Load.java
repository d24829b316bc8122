package io.passerelle.benchmarks.radius;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps a number of requests outstanding at one server: one thread, several sockets, every answer
 * verified, a retransmission of what is not answered in time.
 */
final class Load implements AutoCloseable {

    private static final int IDENTIFIERS = 256;
    private static final int PER_SOCKET = 64;
    private static final int BUFFER = 4 << 20;
    private static final long RETRANSMIT = Duration.ofSeconds(2).toNanos();
    private static final int TRIES = 5;
    private static final int MOST_TIMES = 4_000_000;

    private final Packets packets;
    private final Work work;
    private final Selector selector = Selector.open();
    private final List<Socket> sockets = new ArrayList<>();
    private final byte[] answer = new byte[4096];
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
    private final long[] times = new long[MOST_TIMES];
    private long answers;
    private long all;
    private long retransmitted;
    private long wrong;
    private long lost;
    private boolean counting;

    /**
     * @param outstanding 1 to 4096
     */
    Load(InetSocketAddress server, int outstanding, Packets packets, Work work) throws IOException {
        this.packets = packets;
        this.work = work;
        for (int left = outstanding; left > 0; left -= PER_SOCKET) {
            sockets.add(new Socket(server, Math.min(left, PER_SOCKET)));
        }
    }

    /**
     * What came out.
     *
     * @param rate answers a second
     * @param answers while it counted
     * @param all answers, those of the warm-up too
     * @param retransmitted requests sent again
     * @param wrong answers that were none, or a refusal
     * @param lost requests never answered
     * @param processor how much of one processor this thread took, 0 to 1
     */
    record Result(
            double rate,
            double p50Micros,
            double p99Micros,
            long answers,
            long all,
            long retransmitted,
            long wrong,
            long lost,
            double processor) {}

    /** Runs: first without counting, then counting. */
    Result run(Duration warmUp, Duration measured) throws IOException {
        for (Socket socket : sockets) {
            socket.fill();
        }
        turnUntil(System.nanoTime() + warmUp.toNanos());
        counting = true;
        long start = System.nanoTime();
        long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        turnUntil(start + measured.toNanos());
        long took = System.nanoTime() - start;
        busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy;
        int count = (int) Math.min(answers, MOST_TIMES);
        Arrays.sort(times, 0, count);
        return new Result(
                answers * 1e9 / took,
                percentile(count, 50),
                percentile(count, 99),
                answers,
                all,
                retransmitted,
                wrong,
                lost,
                (double) busy / took);
    }

    private double percentile(int count, int percent) {
        return count == 0 ? 0 : times[(int) ((long) count * percent / 100)] / 1e3;
    }

    private void turnUntil(long end) throws IOException {
        long look = System.nanoTime() + RETRANSMIT / 4;
        while (true) {
            selector.select(
                    key -> {
                        ((Socket) key.attachment()).read();
                    },
                    50);
            long now = System.nanoTime();
            if (now >= end) {
                return;
            }
            if (now >= look) {
                look = now + RETRANSMIT / 4;
                for (Socket socket : sockets) {
                    socket.retransmit(now);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** A request that waits for its answer. */
    private static final class Waiting {
        private final Work.Place place;
        private byte[] request = new byte[0];
        private long first;
        private long last;
        private int tries;

        Waiting(Work.Place place) {
            this.place = place;
        }
    }

    private final class Socket {

        private final DatagramChannel channel = DatagramChannel.open();
        private final Waiting[] waiting = new Waiting[IDENTIFIERS];
        private final int places;
        private int identifier;

        Socket(InetSocketAddress server, int places) throws IOException {
            this.places = places;
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            channel.connect(server);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void fill() throws IOException {
            for (int i = 0; i < places; i++) {
                ask(new Waiting(work.new Place()));
            }
        }

        private void ask(Waiting waits) throws IOException {
            while (waiting[identifier] != null) {
                identifier = (identifier + 1) % IDENTIFIERS;
            }
            waiting[identifier] = waits;
            waits.request = waits.place.request(identifier);
            identifier = (identifier + 1) % IDENTIFIERS;
            waits.first = System.nanoTime();
            waits.tries = 1;
            send(waits, waits.first);
        }

        private void send(Waiting waits, long now) throws IOException {
            waits.last = now;
            channel.write(buffer.clear().put(waits.request).flip());
        }

        void read() {
            try {
                while (true) {
                    buffer.clear();
                    int length = channel.read(buffer);
                    if (length <= 0) {
                        return;
                    }
                    buffer.flip().get(answer, 0, length);
                    take(length);
                }
            } catch (PortUnreachableException e) {
                wrong++; // nobody listens: the retransmission finds out whether that stays so
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private void take(int length) throws IOException {
            int id = length < 2 ? 0 : answer[1] & 0xff;
            Waiting waits = waiting[id];
            if (waits == null) {
                return; // the second answer to what was retransmitted
            }
            if (!packets.isRight(waits.request, answer, length)) {
                wrong++;
            }
            waiting[id] = null;
            all++;
            if (counting) {
                if (answers < MOST_TIMES) {
                    times[(int) answers] = System.nanoTime() - waits.first;
                }
                answers++;
            }
            ask(waits);
        }

        void retransmit(long now) throws IOException {
            for (int id = 0; id < IDENTIFIERS; id++) {
                Waiting waits = waiting[id];
                if (waits == null || now - waits.last < RETRANSMIT) {
                    continue;
                }
                if (waits.tries >= TRIES) {
                    lost++;
                    waiting[id] = null;
                    ask(waits);
                } else {
                    waits.tries++;
                    retransmitted++;
                    send(waits, now);
                }
            }
        }
    }
}
