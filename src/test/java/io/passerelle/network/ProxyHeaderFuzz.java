package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes from a trusted load balancer, in any pieces: told once what they are, and what comes
 * behind a header is passed on unchanged.
 */
public final class ProxyHeaderFuzz {

    private ProxyHeaderFuzz() {}

    /** Called by the fuzzer with bytes of its choice: the first says how long the pieces are. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int piece = 1 + (input[0] & 0xff);
        var stream = new HeldStream();
        var told = new Told(stream);
        ProxyHeader.await(stream, Duration.ofMinutes(1), told);
        for (int at = 1; at < input.length && stream.isOpen(); at += piece) {
            int length = Math.min(piece, input.length - at);
            stream.come(Unpooled.copiedBuffer(input, at, length));
        }
        stream.end();
        if (told.times.size() != 1) {
            throw new IllegalStateException("told " + told.times);
        }
        if (told.source != null && told.behind >= input.length) {
            throw new IllegalStateException("the header itself was passed on");
        }
    }

    private static final class Told implements ProxyHeader.Listener, Stream.Handler {

        private final HeldStream stream;
        private final List<ProxyHeader.Outcome> times = new ArrayList<>();
        private @Nullable InetSocketAddress source;
        private int behind;

        Told(HeldStream stream) {
            this.stream = stream;
        }

        @Override
        public void from(InetSocketAddress address) {
            times.add(ProxyHeader.Outcome.TAKEN);
            source = address;
            stream.handledBy(this);
        }

        @Override
        public void none(ProxyHeader.Outcome why) {
            times.add(why);
        }

        @Override
        public void received(ByteBuf bytes) {
            behind += bytes.readableBytes();
            bytes.release();
        }

        @Override
        public void inputEnded() {}

        @Override
        public void broken() {}

        @Override
        public void closed() {}

        @Override
        public void failed(Throwable mistake) {
            throw new IllegalStateException(mistake);
        }
    }
}
