package io.passerelle.network;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Opens and takes {@link Stream}s on the event loops. How long a connect may take is for the caller
 * to limit, by closing the stream: one alarm for a whole search costs less than one for each
 * attempt.
 */
public interface Streams {

    /** Is given what is accepted, on its event loop. */
    interface Acceptor {
        /** Runs on the stream's event loop. */
        void accepted(Stream stream);
    }

    /** Learns how an attempt to connect ended, on its event loop. */
    interface Dialled {
        /**
         * Told once, not from within {@link Streams#connect}.
         *
         * @param failure null when the peer has answered; otherwise the stream is closed
         */
        void ended(Stream stream, @Nullable Throwable failure);
    }

    /** A port that is listened on. */
    interface Door extends AutoCloseable {

        /** Where it listens in truth: port 0 is replaced by the one that was given. */
        InetSocketAddress address();

        /** Takes no more connections; returns when the port is free. */
        @Override
        void close();
    }

    /**
     * Listens.
     *
     * @throws IOException when it cannot
     */
    Door listen(InetSocketAddress at, Acceptor acceptor) throws IOException;

    /**
     * Begins to connect; call on the event loop.
     *
     * @param loop the one that the connection is to live on
     * @param outlet how it leaves this machine; null for the machine's own way
     * @return closing it gives the attempt up, which then ends as failed
     */
    Stream connect(EventLoop loop, InetSocketAddress to, @Nullable Outlet outlet, Dialled dialled);
}
