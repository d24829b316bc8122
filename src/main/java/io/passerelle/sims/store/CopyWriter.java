package io.passerelle.sims.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Rows in PostgreSQL's COPY text format, sent in pieces of some 64 KiB. */
final class CopyWriter {

    private static final int PIECE = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder text = new StringBuilder(PIECE + 4096);
    private boolean first = true;

    CopyWriter(CopyIn copy) {
        this.copy = copy;
    }

    void number(long value) {
        separate();
        text.append(value);
    }

    /** A text; null is SQL's null. */
    void field(@Nullable String value) {
        separate();
        if (value == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    void bytes(byte @Nullable [] value) {
        field(value == null ? null : "\\x" + HexFormat.of().formatHex(value));
    }

    void endRow() throws SQLException {
        text.append('\n');
        first = true;
        if (text.length() >= PIECE) {
            send();
        }
    }

    void close() throws SQLException {
        send();
        copy.endCopy();
    }

    /** Gives up what was sent. */
    void cancel() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void send() throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private void separate() {
        if (!first) {
            text.append('\t');
        }
        first = false;
    }
}
