package io.passerelle.sims;

import java.security.SecureRandom;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Hashes of what customers choose, such as the user names of their cards. They follow from a secret
 * of this process: else somebody could import a hundred thousand names of one hash, all of which
 * lie in one chain that each start, change and sign-on walks.
 */
final class SecretHash {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyParameter KEY = new KeyParameter(bytes());
    private static final long MASK = RANDOM.nextLong();
    private static final long FACTOR = RANDOM.nextLong() | 1; // odd: no two numbers become one
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private SecretHash() {}

    private static byte[] bytes() {
        byte[] fresh = new byte[2 * Long.BYTES];
        RANDOM.nextBytes(fresh);
        return fresh;
    }

    /** SipHash-2-4, made for keys of hash tables that strangers choose. */
    static int of(byte[] bytes) {
        var hash = new SipHash();
        hash.init(KEY);
        hash.update(bytes, 0, bytes.length);
        return (int) hash.doFinal();
    }

    /**
     * Of a number; each card has up to five of them, so it takes but two multiplications. The first
     * one spreads what differs upwards by a factor nobody knows; folded down, the second one
     * spreads it over all that is returned.
     */
    static int of(long number) {
        long mixed = (number ^ MASK) * FACTOR;
        mixed = (mixed ^ mixed >>> 32) * GOLDEN;
        return (int) (mixed >>> 32 ^ mixed >>> 47);
    }
}
