package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
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
        var channel = new EmbeddedChannel();
        var told = new Told();
        ProxyHeader.await(channel, Duration.ofMinutes(1), told);
        int behind = 0;
        for (int at = 1; at < input.length && channel.isOpen(); at += piece) {
            int length = Math.min(piece, input.length - at);
            channel.writeInbound(Unpooled.copiedBuffer(input, at, length));
        }
        channel.checkException();
        for (ByteBuf passed = channel.readInbound(); passed != null; ) {
            behind += passed.readableBytes();
            passed.release();
            passed = channel.readInbound();
        }
        channel.finishAndReleaseAll();
        if (told.times.size() != 1) {
            throw new IllegalStateException("told " + told.times);
        }
        if (told.source != null && behind >= input.length) {
            throw new IllegalStateException("the header itself was passed on");
        }
    }

    private static final class Told implements ProxyHeader.Listener {

        private final List<ProxyHeader.Outcome> times = new ArrayList<>();
        private @Nullable InetSocketAddress source;

        @Override
        public void from(InetSocketAddress address) {
            times.add(ProxyHeader.Outcome.TAKEN);
            source = address;
        }

        @Override
        public void none(ProxyHeader.Outcome why) {
            times.add(why);
        }
    }
}
