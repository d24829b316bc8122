package io.passerelle.sessions.wire;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Our Class attribute (RFC 2865 section 5.25): carries the session from the Access-Accept into
 * every accounting message. The four bytes in front tell it from what other servers put there.
 */
final class SessionClass {

    private static final int MARK = 0x50415331; // "PAS1"
    private static final int LENGTH = 4 + 16;

    private SessionClass() {}

    static byte[] of(UUID session) {
        return ByteBuffer.allocate(LENGTH)
                .putInt(MARK)
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits())
                .array();
    }

    static boolean isOurs(byte[] value) {
        return value.length == LENGTH && ByteBuffer.wrap(value).getInt() == MARK;
    }

    static UUID session(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value, 4, 16);
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
