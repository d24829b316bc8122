package io.passerelle.sessions.listen;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.passerelle.sessions.KnownNas;
import io.passerelle.sessions.NasDirectory;
import io.passerelle.sessions.NetworkAccessServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One RadSec connection. Its certificate says which network access server speaks; the shared secret
 * is "radsec" for all (RFC 6614 section 2.3). What is no packet ends the connection: behind it
 * nobody knows where the next one starts.
 */
final class RadSecConnection extends SimpleChannelInboundHandler<ByteBuf> {

    private static final byte[] SECRET = "radsec".getBytes(StandardCharsets.US_ASCII);
    private static final int REMEMBERED = 1_024;
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(30).toNanos();

    private final NasDirectory directory;
    private final RequestHandler handler;
    private final RadiusMetrics metrics;
    private final NasShares shares;
    private final AnswerCache cache = new AnswerCache(REMEMBERED, REMEMBERED_NANOS);
    private @Nullable UUID nasId;

    RadSecConnection(
            NasDirectory directory,
            RequestHandler handler,
            RadiusMetrics metrics,
            NasShares shares) {
        this.directory = directory;
        this.handler = handler;
        this.metrics = metrics;
        this.shares = shares;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                identify(context);
            } else {
                refuse(context, Outcome.BAD_SIGNATURE);
            }
        } else if (event instanceof IdleStateEvent) {
            context.close();
        } else {
            super.userEventTriggered(context, event);
        }
    }

    private void identify(ChannelHandlerContext context) throws SSLPeerUnverifiedException {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        for (String name :
                CertificateNames.of(tls.engine().getSession().getPeerCertificates()[0])) {
            KnownNas nas = directory.byCertificateName(name);
            if (nas != null) {
                UUID id = nas.server().id();
                if (shares.connect(id)) {
                    nasId = id;
                    context.channel().closeFuture().addListener(closed -> shares.disconnect(id));
                } else {
                    refuse(context, Outcome.OVERLOADED);
                }
                return;
            }
        }
        refuse(context, Outcome.UNKNOWN_NAS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        KnownNas nas = nasId == null ? null : directory.byId(nasId); // may be gone meanwhile
        if (nas == null) {
            refuse(context, Outcome.UNKNOWN_NAS);
            return;
        }
        NetworkAccessServer server = nas.server();
        byte[] bytes = ByteBufUtil.getBytes(frame);
        var way = new TcpWay(context);
        if (!handler.handle(Door.RADSEC, new KnownNas(server, SECRET), bytes, way)) {
            context.close();
        }
    }

    /** A peer that does not read its answers is not listened to either. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        context.channel().config().setAutoRead(context.channel().isWritable());
        super.channelWritabilityChanged(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        context.close(); // a reset, bytes that are no TLS, or a length no packet has
    }

    private void refuse(ChannelHandlerContext context, Outcome outcome) {
        metrics.count(Door.RADSEC, outcome, remote(context).getAddress());
        context.close();
    }

    private static InetSocketAddress remote(ChannelHandlerContext context) {
        return (InetSocketAddress) context.channel().remoteAddress();
    }

    private final class TcpWay implements RequestHandler.Way {

        private final ChannelHandlerContext context;
        private final InetSocketAddress source;

        TcpWay(ChannelHandlerContext context) {
            this.context = context;
            this.source = remote(context);
        }

        @Override
        public InetSocketAddress source() {
            return source;
        }

        @Override
        public AnswerCache cache() {
            return cache;
        }

        @Override
        public void send(byte[] answer) {
            context.writeAndFlush(Unpooled.wrappedBuffer(answer), context.voidPromise());
        }

        @Override
        public void onLoop(Runnable action) {
            context.executor().execute(action);
        }
    }
}
