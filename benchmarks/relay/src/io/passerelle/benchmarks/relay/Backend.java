package io.passerelle.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The server behind both relays: one thread, answers as asked. */
final class Backend implements Runnable {

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(256 << 10);

    Backend(InetSocketAddress address) throws IOException {
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.bind(address, 4_096);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    @Override
    public void run() {
        try {
            while (true) {
                selector.select(this::ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
                return;
            }
            Connection connection = (Connection) key.attachment();
            if (key.isReadable()) {
                connection.read();
            }
            if (key.isValid()) {
                connection.write(key);
            }
        } catch (IOException gone) {
            close(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel;
        while ((channel = listener.accept()) != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request is a message whose first byte says which answer is wanted. */
    private final class Connection {

        private final SocketChannel channel;
        private final ByteBuffer request = ByteBuffer.allocateDirect(Scenario.MESSAGE);
        private long owed;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void read() throws IOException {
            if (channel.read(request) < 0) {
                throw new IOException("end");
            }
            if (!request.hasRemaining()) {
                owed += request.get(0) == 'B' ? Scenario.BIG : Scenario.MESSAGE;
                request.clear();
            }
        }

        void write(SelectionKey key) throws IOException {
            while (owed > 0) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), owed));
                int written = channel.write(zeros);
                owed -= written;
                if (zeros.hasRemaining()) {
                    break;
                }
            }
            key.interestOps(
                    owed > 0 ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }
}
