package io.passerelle.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.TransportProtocol;
import io.netty.util.concurrent.Future;
import io.passerelle.foundation.Addresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes the header a load balancer puts before a connection's first byte (PROXY protocol, versions
 * 1 and 2, of the HAProxy project), which says whose connection it is. What comes behind it goes to
 * whoever joins the pipeline then, unchanged.
 */
public final class ProxyHeader extends ChannelInboundHandlerAdapter {

    /** What a header says, or why there is none. */
    public enum Outcome {
        /** The connection is somebody's: {@link Listener#from}. */
        TAKEN,
        /** The load balancer asks for itself, whether anybody is there. */
        OWN,
        /** These bytes are no header. */
        MALFORMED,
        /** A header of something that is no TCP connection. */
        UNSUPPORTED,
        /** It did not come in time. */
        LATE,
        /** The connection ended before it came. */
        ABSENT;

        /** The label in metrics. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Is told once, on the event loop; the channel does not read any more. */
    public interface Listener {

        /** The connection comes from there in truth. */
        void from(InetSocketAddress source);

        /** The connection is nobody's. */
        void none(Outcome why);
    }

    /** Additional fields of version 2 (TLVs) are passed over, up to this many bytes. */
    private static final int FIELDS_AT_MOST = 4_096;

    private final Channel channel;
    private final Listener listener;
    private @Nullable Future<?> alarm;
    private boolean told;

    private ProxyHeader(Channel channel, Listener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    /**
     * Waits for the header. Call on the event loop.
     *
     * @param channel just accepted, not reading
     */
    public static void await(Channel channel, Duration patience, Listener listener) {
        var header = new ProxyHeader(channel, listener);
        channel.pipeline().addLast(new HAProxyMessageDecoder(FIELDS_AT_MOST)).addLast(header);
        header.alarm =
                channel.eventLoop()
                        .schedule(
                                () -> header.tell(Outcome.LATE, null),
                                patience.toMillis(),
                                TimeUnit.MILLISECONDS);
        channel.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HAProxyMessage header)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            read(header);
        } finally {
            header.release();
        }
    }

    private void read(HAProxyMessage header) {
        AddressFamily family = header.proxiedProtocol().addressFamily();
        boolean own =
                header.command() == HAProxyCommand.LOCAL
                        || family == AddressFamily.AF_UNSPEC; // "PROXY UNKNOWN" of version 1
        if (own) {
            tell(Outcome.OWN, null);
            return;
        }
        boolean tcp = header.proxiedProtocol().transportProtocol() == TransportProtocol.STREAM;
        String text = header.sourceAddress();
        InetAddress address =
                tcp && family != AddressFamily.AF_UNIX && text != null
                        ? Addresses.parse(text).orElse(null)
                        : null;
        if (address == null) {
            tell(Outcome.UNSUPPORTED, null);
        } else {
            tell(Outcome.TAKEN, new InetSocketAddress(address, header.sourcePort()));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            tell(Outcome.ABSENT, null);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        tell(Outcome.ABSENT, null);
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        tell(cause instanceof DecoderException ? Outcome.MALFORMED : Outcome.ABSENT, null);
    }

    private void tell(Outcome outcome, @Nullable InetSocketAddress source) {
        if (told) {
            return;
        }
        told = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
        channel.config().setAutoRead(false);
        if (source == null) {
            listener.none(outcome);
        } else {
            channel.pipeline().remove(this);
            listener.from(source);
        }
    }
}
