package io.passerelle.benchmarks.radius;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Writes requests and checks answers (RFC 2865, RFC 2866, RFC 2869 section 5.14), with as little
 * work as possible: what makes the packets must not be what is measured. For one thread.
 */
final class Packets {

    static final int HEADER = 20;
    private static final int AUTHENTICATOR_AT = 4;
    private static final int DIGEST = 16;
    private static final int BLOCK = 64;
    private static final int VENDOR_3GPP = 10_415;

    private final byte[] secret;
    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];
    private final MessageDigest md5;
    private final SplittableRandom random = new SplittableRandom();
    private final byte[] bytes = new byte[4096];
    private final byte[] digest = new byte[DIGEST];
    private int length;

    /**
     * @param secret at most 64 bytes
     */
    Packets(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < BLOCK; i++) {
            byte key = i < this.secret.length ? this.secret[i] : 0;
            inner[i] = (byte) (key ^ 0x36);
            outer[i] = (byte) (key ^ 0x5c);
        }
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /** An Access-Request with a hidden password and a Message-Authenticator. */
    byte[] access(int identifier, Card card) {
        begin(1, identifier);
        ByteBuffer.wrap(bytes, AUTHENTICATOR_AT, DIGEST)
                .putLong(random.nextLong())
                .putLong(random.nextLong());
        attribute(80, new byte[DIGEST]); // first, so that its place is known
        identity(card);
        byte[] password = Arrays.copyOf(card.password().getBytes(StandardCharsets.UTF_8), DIGEST);
        md5.update(secret);
        md5.update(bytes, AUTHENTICATOR_AT, DIGEST);
        finish(digest, 0);
        for (int i = 0; i < DIGEST; i++) {
            password[i] ^= digest[i];
        }
        attribute(2, password);
        byte[] packet = end();
        md5.update(inner);
        md5.update(packet);
        finish(digest, 0);
        md5.update(outer);
        md5.update(digest);
        finish(packet, HEADER + 2);
        return packet;
    }

    /**
     * An Accounting-Request.
     *
     * @param status Acct-Status-Type: 1 start, 2 stop, 3 interim
     * @param seconds Acct-Session-Time; the octets follow from it
     */
    byte[] accounting(int identifier, Card card, int status, String session, int seconds) {
        begin(4, identifier);
        identity(card);
        number(40, status);
        text(44, session);
        attribute(8, card.address().getAddress());
        if (status != 1) {
            number(46, seconds);
            number(42, seconds * 700);
            number(43, seconds * 5_000);
            number(47, seconds * 3);
            number(48, seconds * 7);
        }
        if (status == 2) {
            number(49, 1);
        }
        byte[] packet = end();
        md5.update(packet); // the authenticator is still zero
        md5.update(secret);
        finish(packet, AUTHENTICATOR_AT);
        return packet;
    }

    /**
     * Whether an answer belongs to a request, and says yes: Access-Accept or Accounting-Response.
     */
    boolean isRight(byte[] request, byte[] answer, int answerLength) {
        if (answerLength < HEADER || answer[0] != (request[0] == 1 ? 2 : 5)) {
            return false;
        }
        md5.update(answer, 0, AUTHENTICATOR_AT);
        md5.update(request, AUTHENTICATOR_AT, DIGEST);
        md5.update(answer, HEADER, answerLength - HEADER);
        md5.update(secret);
        finish(digest, 0);
        return Arrays.equals(digest, 0, DIGEST, answer, AUTHENTICATOR_AT, HEADER);
    }

    private void begin(int code, int identifier) {
        bytes[0] = (byte) code;
        bytes[1] = (byte) identifier;
        Arrays.fill(bytes, 2, HEADER, (byte) 0);
        length = HEADER;
    }

    private byte[] end() {
        bytes[2] = (byte) (length >> 8);
        bytes[3] = (byte) length;
        return Arrays.copyOf(bytes, length);
    }

    private void identity(Card card) {
        text(1, card.userName());
        attribute(4, InetAddress.getLoopbackAddress().getAddress());
        number(6, 2); // Service-Type Framed
        number(7, 7); // Framed-Protocol GPRS PDP context
        text(30, card.accessPoint());
        text(31, card.msisdn());
        byte[] imsi = card.imsi().getBytes(StandardCharsets.US_ASCII);
        bytes[length] = 26;
        bytes[length + 1] = (byte) (8 + imsi.length);
        ByteBuffer.wrap(bytes, length + 2, 4).putInt(VENDOR_3GPP);
        length += 6;
        attribute(1, imsi);
    }

    private void text(int type, String value) {
        attribute(type, value.getBytes(StandardCharsets.UTF_8));
    }

    private void number(int type, int value) {
        attribute(type, ByteBuffer.allocate(4).putInt(value).array());
    }

    private void attribute(int type, byte[] value) {
        bytes[length] = (byte) type;
        bytes[length + 1] = (byte) (value.length + 2);
        System.arraycopy(value, 0, bytes, length + 2, value.length);
        length += value.length + 2;
    }

    private void finish(byte[] into, int at) {
        try {
            md5.digest(into, at, DIGEST);
        } catch (DigestException e) {
            throw new IllegalStateException(e); // there is room
        }
    }
}
