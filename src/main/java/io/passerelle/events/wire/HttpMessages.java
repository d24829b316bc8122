package io.passerelle.events.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One POST over HTTP/1.1 and the beginning of its answer (RFC 9112). Of the answer no more is read
 * than is shown; nothing it says is followed.
 */
public final class HttpMessages {

    /** The most bytes of an answer's body that are read. */
    public static final int BODY_AT_MOST = 500;

    private static final int LINE_AT_MOST = 8_192;
    private static final int LINES_AT_MOST = 200;
    private static final int INTERIM_AT_MOST = 8;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");

    private static final Pattern LENGTH = Pattern.compile("content-length:\\s*([0-9]{1,18})\\s*");

    private HttpMessages() {}

    /**
     * What was answered.
     *
     * @param status 200 to 999
     * @param start the first bytes of the body, as text
     */
    public record Answer(int status, String start) {}

    /**
     * The bytes of a POST.
     *
     * @param host as the Host header says it, with the port where it is not the usual one
     * @param path path and query, as they stand in the URL
     * @param headers besides those every such request has; without control characters
     */
    public static byte[] post(String host, String path, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder();
        line(head, "POST " + (path.isEmpty() ? "/" : path) + " HTTP/1.1");
        line(head, "Host: " + host);
        line(head, "User-Agent: Passerelle");
        line(head, "Content-Type: application/json");
        line(head, "Content-Length: " + body.length);
        line(head, "Connection: close");
        headers.forEach((name, value) -> line(head, name + ": " + value));
        line(head, "");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private static void line(StringBuilder head, String line) {
        if (line.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw new IllegalArgumentException("a header with control characters");
        }
        head.append(line).append("\r\n");
    }

    /**
     * Reads an answer.
     *
     * @throws IOException when it is no HTTP/1 answer, is too long, or breaks off within its head
     */
    public static Answer read(InputStream in) throws IOException {
        for (int interim = 0; interim <= INTERIM_AT_MOST; interim++) {
            int status = status(line(in));
            Body body = fields(in);
            if (status >= 200) {
                return new Answer(status, hasNoBody(status) ? "" : start(in, body));
            }
        }
        throw new IOException("too many interim answers");
    }

    private static boolean hasNoBody(int status) {
        return status == 204 || status == 304;
    }

    private static int status(String line) throws IOException {
        Matcher matcher = STATUS.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("not an HTTP answer");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /**
     * How the body ends (RFC 9112 section 6.3): a server that does not close the connection after
     * it must not cost the whole time limit.
     *
     * @param length in bytes; more than is read when it is not said
     */
    private record Body(boolean chunked, long length) {}

    private static Body fields(InputStream in) throws IOException {
        boolean chunked = false;
        long length = Long.MAX_VALUE;
        for (int i = 0; i < LINES_AT_MOST; i++) {
            String line = line(in).toLowerCase(Locale.ROOT);
            if (line.isEmpty()) {
                return new Body(chunked, length);
            }
            Matcher said = LENGTH.matcher(line);
            if (said.matches()) {
                length = Long.parseLong(said.group(1));
            }
            chunked |= line.startsWith("transfer-encoding:") && line.endsWith("chunked");
        }
        throw new IOException("too many header fields");
    }

    /** A body that breaks off, or never ends, is as good as what came of it. */
    private static String start(InputStream in, Body body) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (body.chunked()) {
                chunks(in, bytes);
            } else {
                bytes.write(in.readNBytes((int) Math.min(body.length(), BODY_AT_MOST)));
            }
        } catch (IOException | NumberFormatException e) {
            // the status is known, which is what counts
        }
        return text(bytes.toByteArray());
    }

    private static void chunks(InputStream in, ByteArrayOutputStream bytes) throws IOException {
        while (bytes.size() < BODY_AT_MOST) {
            String size = line(in);
            int semicolon = size.indexOf(';');
            long length =
                    Long.parseLong(
                            (semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
            if (length <= 0) {
                return;
            }
            int wanted = (int) Math.min(length, BODY_AT_MOST - bytes.size());
            bytes.write(in.readNBytes(wanted));
            if (wanted < length) {
                return;
            }
            line(in); // the end of the chunk
        }
    }

    private static String text(byte[] bytes) {
        String text =
                new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() <= BODY_AT_MOST ? text : text.substring(0, BODY_AT_MOST);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() <= LINE_AT_MOST) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("the answer breaks off");
            }
            if (c == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r'
                        ? line.substring(0, end - 1)
                        : line.toString();
            }
            line.append((char) c);
        }
        throw new IOException("a line of the answer is too long");
    }
}
