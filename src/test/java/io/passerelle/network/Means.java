package io.passerelle.network;

/** The means by which this machine carries streams. */
enum Means {
    RING(Transport.IO_URING),
    IO_URING(Transport.IO_URING),
    EPOLL(Transport.EPOLL),
    NIO(Transport.NIO);

    final Transport transport;

    Means(Transport transport) {
        this.transport = transport;
    }

    /** Whether this machine has them. */
    boolean areHere() {
        return transport.obstacle() == null && (this != RING || transport.carriesStreams());
    }

    /** Streams by these means on loops of their transport. */
    Streams on(EventLoops loops, BufferRoom room) {
        return this == RING
                ? new RingStreams(loops.group(), room)
                : new ChannelStreams(loops.group(), transport, room);
    }
}
