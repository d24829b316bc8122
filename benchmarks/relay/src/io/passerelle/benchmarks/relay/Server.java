package io.passerelle.benchmarks.relay;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/**
 * The server behind the relays: answers a message of {@link Scenario#MESSAGE} bytes with as many,
 * or with {@link Scenario#BIG}, as its first byte asks. Lives on the load's own loop: another
 * thread would cost the processors it shares with the relays two changes of thread an exchange.
 */
final class Server {

    private final Sockets sockets;
    private final int listener;
    private final int[] received;
    private final byte[] wanted;
    private final long[] owed;
    private final MemorySegment zeros = Arena.global().allocate(256 << 10, 64);
    private final MemorySegment request = Arena.global().allocate(Scenario.MESSAGE, 64);
    private int open;

    Server(Sockets sockets, InetSocketAddress address, int socketsAtMost) {
        this.sockets = sockets;
        this.received = new int[socketsAtMost];
        this.wanted = new byte[socketsAtMost];
        this.owed = new long[socketsAtMost];
        this.listener = sockets.listen(Sockets.address(address));
    }

    boolean isListener(int socket) {
        return socket == listener;
    }

    /** How many connections are open. */
    int open() {
        return open;
    }

    /** Takes every connection that waits. */
    void accept() {
        for (int socket = sockets.accept(listener); socket >= 0; ) {
            received[socket] = 0;
            owed[socket] = 0;
            open++;
            sockets.watch(socket, Sockets.EPOLLIN);
            socket = sockets.accept(listener);
        }
    }

    /** Something happened to one of its connections. */
    void ready(int socket, int happened) {
        if (owed[socket] > 0) {
            answer(socket);
            return;
        }
        long count = sockets.receive(socket, request.asSlice(received[socket]));
        if (count == 0 || count < 0 && (happened & ~Sockets.EPOLLIN) != 0) {
            open--;
            sockets.close(socket);
        } else if (count > 0) {
            if (received[socket] == 0) {
                wanted[socket] = request.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0);
            }
            received[socket] += (int) count;
            if (received[socket] == Scenario.MESSAGE) {
                received[socket] = 0;
                owed[socket] = Scenario.answerBytes(wanted[socket]);
                answer(socket);
            }
        }
    }

    private void answer(int socket) {
        boolean waited = owed[socket] != Scenario.answerBytes(wanted[socket]);
        while (owed[socket] > 0) {
            long sent = sockets.send(socket, zeros, Math.min(zeros.byteSize(), owed[socket]));
            if (sent <= 0) {
                sockets.change(socket, Sockets.EPOLLOUT);
                return;
            }
            owed[socket] -= sent;
        }
        if (waited) {
            sockets.change(socket, Sockets.EPOLLIN);
        }
    }
}
