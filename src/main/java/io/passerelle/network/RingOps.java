package io.passerelle.network;

import io.netty.channel.uring.IoUringIoOps;

/** What a {@link RingStream} asks Linux for, as {@code <linux/io_uring.h>} numbers it. */
final class RingOps {

    static final byte POLL_ADD = 6;
    static final byte ACCEPT = 13;
    static final byte ASYNC_CANCEL = 14;
    static final byte CONNECT = 16;
    static final byte CLOSE = 19;
    static final byte SEND = 26;
    static final byte RECEIVE = 27;

    /** poll(2) */
    static final int POLLIN = 1;

    /** poll(2) */
    static final int POLLOUT = 4;

    /** poll(2): the connection was reset; told whether it is asked for or not. */
    static final int POLLERR = 8;

    /** errno(3), as completions give them. */
    static final int EAGAIN = -11;

    /** The operation was interrupted by a signal. */
    static final int EINTR = -4;

    /** The operation was taken back. */
    static final int ECANCELED = -125;

    /** A completion's flag: more has come than was received. */
    private static final int SOCK_NONEMPTY = 1 << 2;

    private static final short POLL_FIRST = 1;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SOCK_CLOEXEC = 0x80000;

    private RingOps() {}

    static boolean hasMore(int flags) {
        return (flags & SOCK_NONEMPTY) != 0;
    }

    /** Receives what is there, or waits for it. */
    static IoUringIoOps receive(int socket, long memory, int length) {
        return of(RECEIVE, (short) 0, socket, 0, memory, length, 0, 0);
    }

    /** Waits first: most often nothing is there yet, and a look would be in vain. */
    static IoUringIoOps receiveLater(int socket, long memory, int length) {
        return of(RECEIVE, POLL_FIRST, socket, 0, memory, length, 0, 0);
    }

    /** Receives what is there. */
    static IoUringIoOps receiveNow(int socket, long memory, int length) {
        return of(RECEIVE, (short) 0, socket, 0, memory, length, MSG_DONTWAIT, 0);
    }

    /** Waits for the socket, without memory for what comes. */
    static IoUringIoOps await(int socket, int events) {
        return of(POLL_ADD, (short) 0, socket, 0, 0, 0, events, events);
    }

    /** Sends what it can. */
    static IoUringIoOps send(int socket, long memory, int length) {
        return of(SEND, (short) 0, socket, 0, memory, length, MSG_NOSIGNAL, 0);
    }

    static IoUringIoOps connect(int socket, long address, int length) {
        return of(CONNECT, (short) 0, socket, length, address, 0, 0, 0);
    }

    /**
     * Takes one connection.
     *
     * @param slot given back with the completion
     */
    static IoUringIoOps accept(int socket, long address, long length, int slot) {
        return of(ACCEPT, (short) 0, socket, length, address, 0, SOCK_CLOEXEC, slot);
    }

    static IoUringIoOps cancel(long operation) {
        return of(ASYNC_CANCEL, (short) 0, -1, 0, operation, 0, 0, 0);
    }

    static IoUringIoOps close(int socket) {
        return of(CLOSE, (short) 0, socket, 0, 0, 0, 0, 0);
    }

    private static IoUringIoOps of(
            byte operation,
            short priority,
            int socket,
            long offset,
            long address,
            int length,
            int flags,
            int data) {
        return new IoUringIoOps(
                operation,
                (byte) 0,
                priority,
                socket,
                offset,
                address,
                length,
                flags,
                (long) data,
                (short) 0,
                (short) 0,
                0,
                0);
    }
}
