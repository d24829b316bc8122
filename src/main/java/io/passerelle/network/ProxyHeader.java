package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.TransportProtocol;
import io.netty.util.ReferenceCountUtil;
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
 * whoever handles the stream then, unchanged.
 */
public final class ProxyHeader implements Stream.Handler {

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

    /** Is told once, on the event loop; the stream does not read any more. */
    public interface Listener {

        /** The connection comes from there in truth. */
        void from(InetSocketAddress source);

        /** The connection is nobody's. */
        void none(Outcome why);
    }

    /** Additional fields of version 2 (TLVs) are passed over, up to this many bytes. */
    private static final int FIELDS_AT_MOST = 4_096;

    private final Stream stream;
    private final Listener listener;

    /** Only takes bytes apart: the connection itself is the stream's. */
    private final EmbeddedChannel decoder =
            new EmbeddedChannel(new HAProxyMessageDecoder(FIELDS_AT_MOST));

    private @Nullable Future<?> alarm;
    private boolean told;

    private ProxyHeader(Stream stream, Listener listener) {
        this.stream = stream;
        this.listener = listener;
    }

    /**
     * Waits for the header. Call on the event loop.
     *
     * @param stream just accepted, not reading
     */
    public static void await(Stream stream, Duration patience, Listener listener) {
        var header = new ProxyHeader(stream, listener);
        stream.handledBy(header);
        header.alarm =
                stream.eventLoop()
                        .schedule(
                                () -> header.tell(Outcome.LATE, null),
                                patience.toMillis(),
                                TimeUnit.MILLISECONDS);
        stream.read(true);
    }

    @Override
    public void received(ByteBuf bytes) {
        if (told) {
            bytes.release();
            return;
        }
        try {
            decoder.writeInbound(bytes);
        } catch (DecoderException malformed) {
            tell(Outcome.MALFORMED, null);
            return;
        }
        if (decoder.readInbound() instanceof HAProxyMessage header) {
            try {
                read(header);
            } finally {
                header.release();
            }
            passOn();
        }
    }

    /** What came behind the header is the next one's. */
    private void passOn() {
        for (Object rest = decoder.readInbound(); rest != null; rest = decoder.readInbound()) {
            if (stream.isOpen()) {
                stream.handler().received((ByteBuf) rest);
            } else {
                ReferenceCountUtil.release(rest);
            }
        }
        dropRest();
    }

    private void dropRest() {
        try {
            decoder.finishAndReleaseAll();
        } catch (DecoderException unfinished) {
            // half a header: told already
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
    public void inputEnded() {
        tell(Outcome.ABSENT, null);
    }

    @Override
    public void broken() {
        tell(Outcome.ABSENT, null);
    }

    @Override
    public void closed() {
        tell(Outcome.ABSENT, null);
    }

    @Override
    public void failed(Throwable mistake) {
        tell(Outcome.ABSENT, null);
    }

    private void tell(Outcome outcome, @Nullable InetSocketAddress source) {
        if (told) {
            return;
        }
        told = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
        stream.read(false);
        if (source == null) {
            dropRest();
            listener.none(outcome);
        } else {
            listener.from(source);
        }
    }
}
