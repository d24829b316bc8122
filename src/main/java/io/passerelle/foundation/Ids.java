package io.passerelle.foundation;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Identifiers of everything Passerelle keeps: UUIDs of version 7 (RFC 9562 section 5.7). They sort
 * by time of making and can be made by a node without asking the store, which lets a record be
 * written twice and still be one record.
 */
public final class Ids {

    private static final Reserve RESERVE = new Reserve();

    private Ids() {}

    /** A new identifier of this moment. */
    public static UUID next() {
        return RESERVE.next();
    }

    /** Random bytes for many identifiers at a time: each call of a SecureRandom costs. */
    private static final class Reserve {

        private static final int BYTES = 400 * (Short.BYTES + Long.BYTES);

        private final SecureRandom random = new SecureRandom();
        private final byte[] fresh = new byte[BYTES];
        private final ByteBuffer bytes = ByteBuffer.wrap(fresh).position(BYTES);

        synchronized UUID next() {
            if (!bytes.hasRemaining()) {
                random.nextBytes(fresh);
                bytes.clear();
            }
            return at(System.currentTimeMillis(), bytes.getShort() & 0xfff, bytes.getLong());
        }
    }

    /** The smallest identifier a moment could have: a border for "since" and "until". */
    public static UUID firstOf(Instant moment) {
        return at(moment.toEpochMilli(), 0, 0);
    }

    /** When an identifier was made, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private static UUID at(long millis, long twelveBits, long random) {
        long high = millis << 16 | 0x7000 | twelveBits;
        long low = random & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
