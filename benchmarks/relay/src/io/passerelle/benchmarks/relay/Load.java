package io.passerelle.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Loads one relay with one scenario: one thread, as many exchanges as it can. */
final class Load implements AutoCloseable {

    private static final int MOST_TIMES = 4_000_000;

    private final Scenario scenario;
    private final InetSocketAddress relay;
    private final List<InetAddress> sources;
    private final Selector selector = Selector.open();
    private final ByteBuffer sink = ByteBuffer.allocateDirect(256 << 10);
    private final long[] times = new long[MOST_TIMES];
    private int exchanges;
    private long bytes;
    private long errors;
    private int opened;
    private boolean counting;

    /**
     * @param sources the terminals' addresses, taken in turns
     */
    Load(Scenario scenario, InetSocketAddress relay, List<InetAddress> sources) throws IOException {
        this.scenario = scenario;
        this.relay = relay;
        this.sources = sources;
    }

    /** Runs: first without counting, then counting. */
    Result run(Duration warmUp, Duration measured) throws IOException {
        for (int i = 0; i < scenario.connections; i++) {
            open();
        }
        turnUntil(System.nanoTime() + warmUp.toNanos());
        counting = true;
        long start = System.nanoTime();
        turnUntil(start + measured.toNanos());
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = scenario == Scenario.BULK ? bytes / seconds / 1e6 : exchanges / seconds;
        return new Result(rate, percentileMicros(99), errors);
    }

    /**
     * What came out.
     *
     * @param rate in the scenario's unit
     * @param p99Micros the time 99 of 100 exchanges took at most
     * @param errors connections that failed or ended early
     */
    record Result(double rate, double p99Micros, long errors) {}

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void turnUntil(long end) throws IOException {
        while (System.nanoTime() < end) {
            selector.select(this::ready, 100);
        }
    }

    private void open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(new InetSocketAddress(sources.get(opened++ % sources.size()), 0));
        var exchange = new Exchange(channel);
        exchange.startedAt = System.nanoTime();
        boolean connected = channel.connect(relay);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, exchange);
        if (connected) {
            exchange.ask(key);
        }
    }

    private void ready(SelectionKey key) {
        Exchange exchange = (Exchange) key.attachment();
        try {
            if (key.isConnectable()) {
                exchange.channel.finishConnect();
                exchange.ask(key);
            } else {
                exchange.read(key);
            }
        } catch (IOException failed) {
            errors++;
            replace(exchange.channel);
        }
    }

    private void replace(SocketChannel channel) {
        try {
            channel.close();
            open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private final class Exchange {

        private final SocketChannel channel;
        private final ByteBuffer request = ByteBuffer.allocateDirect(Scenario.MESSAGE);
        private long missing;
        private long startedAt;

        Exchange(SocketChannel channel) {
            this.channel = channel;
        }

        void ask(SelectionKey key) throws IOException {
            request.clear();
            request.put(0, scenario.kind());
            while (request.hasRemaining()) {
                channel.write(request);
            }
            missing = scenario.answerBytes();
            key.interestOps(SelectionKey.OP_READ);
        }

        void read(SelectionKey key) throws IOException {
            int count = channel.read(sink.clear());
            if (count < 0) {
                throw new IOException("ended early");
            }
            missing -= count;
            if (counting) {
                bytes += count;
            }
            if (missing > 0) {
                return;
            }
            finish();
            if (scenario == Scenario.NEW) {
                replace(channel);
            } else {
                startedAt = System.nanoTime();
                ask(key);
            }
        }

        private void finish() {
            if (counting) {
                if (exchanges < MOST_TIMES) {
                    times[exchanges] = System.nanoTime() - startedAt;
                }
                exchanges++;
            }
        }
    }
}
