package io.passerelle.sessions.wire;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** How passwords travel: hidden (RFC 2865 section 5.2) or as a CHAP answer (section 5.3). */
public final class Passwords {

    private static final int BLOCK = 16;
    private static final int LONGEST = 128;

    private Passwords() {}

    /**
     * Hides a password for User-Password.
     *
     * @throws IllegalArgumentException for more than 128 bytes
     */
    public static byte[] hide(byte[] password, byte[] authenticator, byte[] secret) {
        if (password.length > LONGEST) {
            throw new IllegalArgumentException("password of " + password.length + " bytes");
        }
        int blocks = Math.max(1, (password.length + BLOCK - 1) / BLOCK);
        byte[] hidden = Arrays.copyOf(password, blocks * BLOCK);
        byte[] chain = authenticator;
        for (int at = 0; at < hidden.length; at += BLOCK) {
            mask(hidden, at, chain, secret);
            chain = Arrays.copyOfRange(hidden, at, at + BLOCK);
        }
        return hidden;
    }

    /**
     * Reveals a User-Password; the zeros that padded it are gone.
     *
     * @return empty unless there are 16 to 128 bytes in whole blocks
     */
    public static Optional<byte[]> reveal(byte[] hidden, byte[] authenticator, byte[] secret) {
        if (hidden.length == 0 || hidden.length > LONGEST || hidden.length % BLOCK != 0) {
            return Optional.empty();
        }
        byte[] clear = hidden.clone();
        byte[] chain = authenticator;
        for (int at = 0; at < clear.length; at += BLOCK) {
            mask(clear, at, chain, secret);
            chain = Arrays.copyOfRange(hidden, at, at + BLOCK);
        }
        int end = clear.length;
        while (end > 0 && clear[end - 1] == 0) {
            end--;
        }
        return Optional.of(Arrays.copyOf(clear, end));
    }

    /** A CHAP-Password value: the identifier and the digest of identifier, password, challenge. */
    public static byte[] chap(int identifier, byte[] password, byte[] challenge) {
        MessageDigest md5 = Md5.digest();
        md5.update((byte) identifier);
        md5.update(password);
        byte[] value = new byte[1 + BLOCK];
        value[0] = (byte) identifier;
        System.arraycopy(md5.digest(challenge), 0, value, 1, BLOCK);
        return value;
    }

    private static void mask(byte[] bytes, int at, byte[] chain, byte[] secret) {
        MessageDigest md5 = Md5.digest();
        md5.update(secret);
        byte[] mask = md5.digest(chain);
        for (int i = 0; i < BLOCK; i++) {
            bytes[at + i] ^= mask[i];
        }
    }
}
