package io.passerelle.benchmarks.relay;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/**
 * The calls of Linux's socket interface and epoll a load generator needs, without the objects the
 * JDK makes of each: what the generator burns, the relays behind it cannot have.
 */
final class Sockets {

    static final int EPOLLIN = 1;
    static final int EPOLLOUT = 4;

    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int NONBLOCK = 0x800;
    private static final int CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int IPPROTO_IP = 0;
    private static final int IP_BIND_ADDRESS_NO_PORT = 24;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int ADDRESS_BYTES = 16;
    private static final int CTL_ADD = 1;
    private static final int CTL_MOD = 3;

    /** The kernel packs this structure on x86-64 only. */
    private static final int EVENT_BYTES = System.getProperty("os.arch").equals("amd64") ? 12 : 16;

    private static final int EVENT_DATA = EVENT_BYTES - 8;
    private static final int EVENTS = 1024;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET = function("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle OPTION =
            function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle BIND = function("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = function("connect", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle LISTEN = function("listen", JAVA_INT, JAVA_INT);
    private static final MethodHandle ACCEPT =
            function("accept4", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = function("close", JAVA_INT);
    private static final MethodHandle SEND = lengthOf("send");
    private static final MethodHandle RECEIVE = lengthOf("recv");
    private static final MethodHandle EPOLL = function("epoll_create1", JAVA_INT);
    private static final MethodHandle CONTROL =
            function("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle WAIT =
            function("epoll_wait", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);

    private final MemorySegment one = Arena.global().allocate(JAVA_INT);
    private final MemorySegment event = Arena.global().allocate(16, 8);
    private final MemorySegment events = Arena.global().allocate(EVENTS * 16L, 8);
    private final int epoll = call(EPOLL, CLOEXEC);

    Sockets() {
        one.set(JAVA_INT, 0, 1);
    }

    /** An IPv4 address and port as the kernel takes them. */
    static MemorySegment address(InetSocketAddress socket) {
        MemorySegment address = Arena.global().allocate(ADDRESS_BYTES, 8);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
        address.set(
                ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN),
                2,
                (short) socket.getPort());
        byte[] bytes = socket.getAddress().getAddress();
        MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, 4, bytes.length);
        return address;
    }

    /** A listening socket, already watched. */
    int listen(MemorySegment address) {
        int socket = call(SOCKET, AF_INET, SOCK_STREAM | NONBLOCK | CLOEXEC, 0);
        option(socket, SOL_SOCKET, SO_REUSEADDR);
        option(socket, IPPROTO_TCP, TCP_NODELAY); // accepted sockets inherit it
        if (bind(socket, address) < 0 || listen(socket) < 0) {
            throw new IllegalStateException("cannot listen");
        }
        watch(socket, EPOLLIN);
        return socket;
    }

    /** A socket from that source that is connecting, or -1. */
    int connect(MemorySegment source, MemorySegment target) {
        int socket = call(SOCKET, AF_INET, SOCK_STREAM | NONBLOCK | CLOEXEC, 0);
        if (socket >= 0) {
            option(socket, IPPROTO_TCP, TCP_NODELAY);
            option(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
            bind(socket, source);
            connect(socket, target); // in progress; a failure shows when it is used
        }
        return socket;
    }

    /** The next connection, or -1 when none waits. */
    int accept(int listener) {
        try {
            return (int)
                    ACCEPT.invokeExact(
                            listener, MemorySegment.NULL, MemorySegment.NULL, NONBLOCK | CLOEXEC);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes sent, or -1 when none could be. */
    long send(int socket, MemorySegment bytes, long length) {
        return transfer(SEND, socket, bytes, length);
    }

    /** Bytes received, 0 at the end, -1 when there are none or the connection failed. */
    long receive(int socket, MemorySegment into) {
        return transfer(RECEIVE, socket, into, into.byteSize());
    }

    void close(int socket) {
        call(CLOSE, socket);
    }

    /** Begins to report a socket while one of these holds. */
    void watch(int socket, int what) {
        control(CTL_ADD, socket, what);
    }

    /** Reports a watched socket while one of these holds. */
    void change(int socket, int what) {
        control(CTL_MOD, socket, what);
    }

    /** Waits for events; how many there are. */
    int await(int millis) {
        try {
            return (int) WAIT.invokeExact(epoll, events, EVENTS, millis);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** What happened in the given event: {@link #EPOLLIN} and others. */
    int happened(int index) {
        return events.get(JAVA_INT, (long) index * EVENT_BYTES);
    }

    /** To which socket. */
    int socket(int index) {
        return events.get(JAVA_INT.withByteAlignment(4), (long) index * EVENT_BYTES + EVENT_DATA);
    }

    private void control(int operation, int socket, int what) {
        event.set(JAVA_INT, 0, what);
        event.set(ValueLayout.JAVA_LONG_UNALIGNED, EVENT_DATA, socket);
        try {
            int ignored = (int) CONTROL.invokeExact(epoll, operation, socket, event);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void option(int socket, int level, int name) {
        try {
            int ignored = (int) OPTION.invokeExact(socket, level, name, one, Integer.BYTES);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int bind(int socket, MemorySegment address) {
        try {
            return (int) BIND.invokeExact(socket, address, ADDRESS_BYTES);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int connect(int socket, MemorySegment address) {
        try {
            return (int) CONNECT.invokeExact(socket, address, ADDRESS_BYTES);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int listen(int socket) {
        try {
            return (int) LISTEN.invokeExact(socket, 4_096);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int call(MethodHandle function, int argument) {
        try {
            return (int) function.invokeExact(argument);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int call(MethodHandle function, int first, int second, int third) {
        try {
            return (int) function.invokeExact(first, second, third);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static long transfer(
            MethodHandle function, int socket, MemorySegment bytes, long length) {
        try {
            return (long) function.invokeExact(socket, bytes, length, MSG_NOSIGNAL);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle lengthOf(String name) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    }

    private static MethodHandle function(String name, ValueLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments));
    }
}
