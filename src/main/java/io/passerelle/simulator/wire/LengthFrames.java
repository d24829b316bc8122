package io.passerelle.simulator.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Messages behind their length in two bytes, high byte first, as payment terminals frame them. */
public final class LengthFrames {

    /** The longest message either side accepts, in bytes. */
    public static final int LONGEST = 4_096;

    private LengthFrames() {}

    /**
     * Reads one message.
     *
     * @return empty at the end of the stream
     * @throws IOException when the stream ends inside a message or the message is too long
     */
    public static Optional<byte[]> read(InputStream in) throws IOException {
        int high = in.read();
        if (high < 0) {
            return Optional.empty();
        }
        var data = new DataInputStream(in);
        int length = high << 8 | data.readUnsignedByte();
        if (length > LONGEST) {
            throw new IOException("a message of " + length + " bytes");
        }
        byte[] message = new byte[length];
        data.readFully(message);
        return Optional.of(message);
    }

    /** Writes one message with a single write, so that it leaves in one segment. */
    public static void write(OutputStream out, byte[] message) throws IOException {
        byte[] frame = new byte[message.length + 2];
        frame[0] = (byte) (message.length >>> 8);
        frame[1] = (byte) message.length;
        System.arraycopy(message, 0, frame, 2, message.length);
        out.write(frame);
        out.flush();
    }
}
