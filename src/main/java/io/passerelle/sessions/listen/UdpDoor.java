package io.passerelle.sessions.listen;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.passerelle.network.EventLoops;
import io.passerelle.sessions.KnownNas;
import io.passerelle.sessions.NasDirectory;
import io.passerelle.sessions.wire.RadiusDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One UDP port: datagrams in, answers out, all on one event loop. */
final class UdpDoor extends SimpleChannelInboundHandler<DatagramPacket> {

    private static final Logger LOG = LoggerFactory.getLogger(UdpDoor.class);

    /** More than the longest packet, so that a longer one is seen to be longer. */
    private static final int DATAGRAM = RadiusDecoder.LONGEST + 64;

    private static final int AT_ONCE = 16;

    private static final int RECEIVE_BUFFER = 4 * 1024 * 1024;
    private static final int REMEMBERED = 65_536;
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(30).toNanos();

    private final Door door;
    private final NasDirectory directory;
    private final RequestHandler handler;
    private final RadiusMetrics metrics;
    private final AnswerCache cache = new AnswerCache(REMEMBERED, REMEMBERED_NANOS);
    private boolean reading; // what is answered now is flushed when all that came in is read
    private boolean flushing;

    UdpDoor(Door door, NasDirectory directory, RequestHandler handler, RadiusMetrics metrics) {
        this.door = door;
        this.directory = directory;
        this.handler = handler;
        this.metrics = metrics;
    }

    /** Opens the port; throws what stands in the way. */
    Channel open(EventLoops loops, InetSocketAddress address) {
        return loops.datagrams(DATAGRAM, AT_ONCE)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .handler(this)
                .bind(address)
                .syncUninterruptibly()
                .channel();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        InetSocketAddress source = datagram.sender();
        KnownNas nas = directory.byAddress(source.getAddress());
        if (nas == null) {
            metrics.count(door, Outcome.UNKNOWN_NAS, source.getAddress());
            return;
        }
        reading = true;
        byte[] bytes = ByteBufUtil.getBytes(datagram.content());
        handler.handle(door, nas, bytes, new UdpWay(context, source));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        context.flush();
    }

    private void flush(ChannelHandlerContext context) {
        flushing = false;
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        // An ICMP error of an earlier answer, or a mistake of ours: the port stays open.
        LOG.atWarn()
                .addKeyValue("door", door.key())
                .addKeyValue("reason", failure.toString())
                .log("RADIUS port met an error");
    }

    private final class UdpWay implements RequestHandler.Way {

        private final ChannelHandlerContext context;
        private final InetSocketAddress source;

        UdpWay(ChannelHandlerContext context, InetSocketAddress source) {
            this.context = context;
            this.source = source;
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
            var packet = new DatagramPacket(Unpooled.wrappedBuffer(answer), source);
            context.write(packet, context.voidPromise());
            if (!reading && !flushing) {
                // behind the answers that are waiting already: they leave together
                flushing = true;
                context.executor().execute(() -> flush(context));
            }
        }

        @Override
        public void onLoop(Runnable action) {
            context.executor().execute(action);
        }
    }
}
