package io.passerelle.sims.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads UTF-8 text line by line in a bounded buffer. Lines end with LF, CR LF or CR; a byte order
 * mark is dropped. Whatever is no UTF-8 is a value, never a guess, unless it is asked for: a file
 * in another encoding would otherwise come in with wrong names.
 */
public final class TextLines {

    /** The longest line in bytes; a file without line breaks must not fill the memory. */
    public static final int LONGEST_LINE = 8_192;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] line = new byte[LONGEST_LINE];
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private int position;
    private int end;
    private long number;
    private long bytes;
    private final boolean windows;
    private boolean afterReturn;

    /** Reads UTF-8 from a stream that the caller closes. */
    public TextLines(InputStream in) {
        this(in, false);
    }

    private TextLines(InputStream in, boolean windows) {
        this.in = in;
        this.windows = windows;
    }

    /**
     * Reads lines that are no UTF-8 as Windows-1252, which is what older programs write: only for
     * files whose names nobody finds anything by.
     */
    public static TextLines orWindows1252(InputStream in) {
        return new TextLines(in, true);
    }

    /** One line, or why there is none to read. */
    public sealed interface Line {

        /** A line's text, without its end. */
        record Text(String value) implements Line {}

        /** The line is longer than {@link #LONGEST_LINE}; what follows can be read. */
        record TooLong() implements Line {}

        /** The line is not UTF-8 text. */
        record NotText() implements Line {}
    }

    /**
     * The next line.
     *
     * @return null at the end of the file
     */
    public @Nullable Line next() throws IOException {
        int length = 0;
        boolean any = false;
        while (true) {
            if (position == end && !fill()) {
                return any ? finished(length) : null;
            }
            byte b = buffer[position++];
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                return finished(length);
            }
            any = true;
            if (length < LONGEST_LINE) {
                line[length] = b;
            }
            length++;
        }
    }

    /** The number of the line read last, from 1. */
    public long number() {
        return number;
    }

    /** Bytes read from the stream so far. */
    public long bytes() {
        return bytes;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer));
        bytes += end;
        return end > 0;
    }

    private Line finished(int length) {
        number++;
        if (length > LONGEST_LINE) {
            return new Line.TooLong();
        }
        int start = number == 1 && startsWithMark(length) ? 3 : 0;
        try {
            String text = decoder.decode(ByteBuffer.wrap(line, start, length - start)).toString();
            return text.indexOf('\0') >= 0 ? new Line.NotText() : new Line.Text(text);
        } catch (CharacterCodingException e) {
            return windows ? text1252(start, length - start) : new Line.NotText();
        }
    }

    private Line text1252(int start, int length) {
        String text = new String(line, start, length, WINDOWS_1252);
        return text.indexOf('\0') >= 0 ? new Line.NotText() : new Line.Text(text);
    }

    private boolean startsWithMark(int length) {
        return length >= 3
                && line[0] == (byte) 0xEF
                && line[1] == (byte) 0xBB
                && line[2] == (byte) 0xBF;
    }
}
