package io.passerelle.sessions.listen;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.passerelle.sessions.wire.Decoded;
import io.passerelle.sessions.wire.RadiusDecoder;

/** Any bytes inside a RadSec connection, in any pieces: whole frames, or the connection's end. */
public final class RadSecFuzz {

    private RadSecFuzz() {}

    /** Called by the fuzzer with bytes of its choice: the first says how long the pieces are. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int piece = 1 + (input[0] & 0xff);
        var channel = new EmbeddedChannel(RadSecDoor.frames());
        try {
            for (int at = 1; at < input.length; at += piece) {
                int length = Math.min(piece, input.length - at);
                channel.writeInbound(Unpooled.copiedBuffer(input, at, length));
            }
            read(channel);
        } catch (DecoderException endOfConnection) {
            // a length no packet has: nobody knows where the next one starts
        } finally {
            end(channel);
        }
    }

    private static void end(EmbeddedChannel channel) {
        try {
            channel.finishAndReleaseAll();
        } catch (DecoderException endOfConnection) {
            // told again
        }
    }

    private static void read(EmbeddedChannel channel) {
        for (ByteBuf frame = channel.readInbound(); frame != null; ) {
            byte[] bytes = ByteBufUtil.getBytes(frame);
            frame.release();
            if (RadiusDecoder.decode(bytes) instanceof Decoded.Packet packet
                    && packet.bytes().length != bytes.length) {
                throw new IllegalStateException("a frame of more than its packet");
            }
            frame = channel.readInbound();
        }
    }
}
