package io.passerelle.sessions.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.timeout.IdleStateHandler;
import io.passerelle.network.EventLoops;
import io.passerelle.sessions.NasDirectory;
import io.passerelle.sessions.RadiusLimits;
import io.passerelle.sessions.SessionsSettings.RadSec;
import io.passerelle.sessions.wire.RadiusDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/** RadSec: RADIUS over TLS over TCP, both sides with certificates (RFC 6614). */
final class RadSecDoor {

    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int BACKLOG = 256;

    private final RadiusLimits limits;
    private final NasShares shares;
    private volatile SslContext tls;
    private final NasDirectory directory;
    private final RequestHandler handler;
    private final RadiusMetrics metrics;
    private final AtomicInteger connections = new AtomicInteger();

    RadSecDoor(
            SslContext tls,
            RadiusLimits limits,
            NasDirectory directory,
            RequestHandler handler,
            RadiusMetrics metrics,
            NasShares shares) {
        this.tls = tls;
        this.limits = limits;
        this.shares = shares;
        this.directory = directory;
        this.handler = handler;
        this.metrics = metrics;
    }

    /**
     * What handshakes are done with.
     *
     * @throws SSLException when the files do not hold what they should
     */
    static SslContext tls(RadSec files) throws SSLException {
        return SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile())
                .sslProvider(SslProvider.JDK)
                .trustManager(files.authorities().toFile())
                .clientAuth(ClientAuth.REQUIRE)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
    }

    /** The next handshakes are done with this; connections that are open go on. */
    void renew(SslContext next) {
        tls = next;
    }

    /** Opens the port; throws what stands in the way. */
    Channel open(EventLoops loops, InetSocketAddress address) {
        return new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Initializer())
                .bind(address)
                .syncUninterruptibly()
                .channel();
    }

    /**
     * Cuts packets out of the stream: the length in bytes 2 and 3 counts the four up to its end.
     */
    static ChannelHandler frames() {
        return new LengthFieldBasedFrameDecoder(RadiusDecoder.LONGEST, 2, 2, -4, 0);
    }

    private final class Initializer extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            if (connections.incrementAndGet() > limits.connections()) {
                connections.decrementAndGet();
                metrics.count(
                        Door.RADSEC, Outcome.OVERLOADED, channel.remoteAddress().getAddress());
                channel.close();
                return;
            }
            channel.closeFuture().addListener(closed -> connections.decrementAndGet());
            SslHandler handshake = tls.newHandler(channel.alloc());
            handshake.setHandshakeTimeoutMillis(HANDSHAKE.toMillis());
            channel.pipeline()
                    .addLast(new IdleStateHandler(IDLE.toSeconds(), 0, 0, TimeUnit.SECONDS))
                    .addLast(handshake)
                    .addLast(frames())
                    .addLast(new RadSecConnection(directory, handler, metrics, shares));
        }
    }
}
