package io.passerelle.network;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection by an outlet and closes it, to learn whether somebody answers. Waits: not for
 * event loops.
 */
public final class Trial {

    private final EventLoops loops;
    private final Dialler dialler;

    /** Trials on these loops. */
    public Trial(EventLoops loops) {
        this.loops = loops;
        this.dialler = new Dialler(loops);
    }

    /** Whether outlets may name an interface on this machine's transport. */
    public boolean bindsToDevices() {
        return loops.transport().bindsToDevices();
    }

    /**
     * Connects, and does a TLS handshake if asked to.
     *
     * @param timeout how long each of the two may take
     * @param tls the client's side of the handshake; null for none
     * @throws IOException says why not
     */
    public void run(InetSocketAddress to, Outlet outlet, Duration timeout, @Nullable SSLEngine tls)
            throws IOException {
        ChannelFuture connecting = dialler.connect(loops.group().next(), to, outlet);
        try {
            await(connecting, timeout);
            if (tls != null) {
                SslHandler handshake = new SslHandler(tls);
                handshake.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
                connecting.channel().pipeline().addLast(handshake, new Deaf());
                connecting.channel().config().setAutoRead(true);
                await(handshake.handshakeFuture(), timeout);
            }
        } finally {
            connecting.channel().close();
        }
    }

    private static void await(Future<?> step, Duration timeout) throws IOException {
        try {
            if (!step.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SocketTimeoutException("no answer in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        switch (step.cause()) {
            case null -> {}
            case IOException e -> throw e;
            case Throwable e -> throw new IOException(e);
        }
    }

    /** What the server says is of no interest, and how it ends either. */
    private static final class Deaf extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
