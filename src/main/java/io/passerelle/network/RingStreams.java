package io.passerelle.network;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Streams straight on the event loops' io_uring. */
final class RingStreams implements Streams {

    private final EventLoopGroup group;
    private final BufferRoom room;

    RingStreams(EventLoopGroup group, BufferRoom room) {
        this.group = group;
        this.room = room;
    }

    @Override
    public Door listen(InetSocketAddress at, Acceptor acceptor) throws IOException {
        RingDoor door =
                new RingDoor(at, group.next(), (socket, peer) -> take(socket, peer, acceptor));
        door.open();
        return door;
    }

    /** An accepted connection goes to the next loop. */
    private void take(int socket, InetSocketAddress peer, Acceptor acceptor) {
        EventLoop loop = group.next();
        RingStream stream = new RingStream(loop, socket, peer, null, room);
        Runnable take = () -> live(stream, () -> acceptor.accepted(stream), stream::close);
        if (loop.inEventLoop()) {
            take.run();
        } else {
            try {
                loop.execute(take);
            } catch (RejectedExecutionException ending) {
                stream.close();
            }
        }
    }

    @Override
    public Stream connect(
            EventLoop loop, InetSocketAddress to, @Nullable Outlet outlet, Dialled dialled) {
        RingSocket socket;
        try {
            socket = RingSocket.towards(to.getAddress());
        } catch (IOException | RuntimeException none) {
            return refused(loop, -1, to, none, dialled);
        }
        try {
            socket.tune();
            if (outlet != null) {
                socket.leaveBy(outlet);
            }
        } catch (IOException | RuntimeException refused) {
            return refused(loop, socket.intValue(), to, refused, dialled);
        }
        RingStream stream = new RingStream(loop, socket.intValue(), to, socket, room);
        live(stream, () -> stream.connect(dialled), () -> stream.fail(dialled));
        return stream;
    }

    private Stream refused(
            EventLoop loop, int socket, InetSocketAddress to, Throwable why, Dialled dialled) {
        RingStream stream = new RingStream(loop, socket, to, null, room);
        stream.close();
        loop.execute(() -> dialled.ended(stream, why));
        return stream;
    }

    /** Puts a stream on its loop's ring; nothing is waited for on the loop itself. */
    private static void live(RingStream stream, Runnable then, Runnable otherwise) {
        Future<IoRegistration> registering = ((IoEventLoop) stream.eventLoop()).register(stream);
        IoRegistration registration = registering.getNow();
        if (registration == null) {
            otherwise.run(); // the loop is ending
        } else {
            stream.on(registration);
            begin(stream, then);
        }
    }

    private static void begin(RingStream stream, Runnable then) {
        try {
            then.run();
        } catch (RuntimeException mistake) {
            stream.close(); // nobody else has it
            throw mistake;
        }
    }
}
