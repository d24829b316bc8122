package io.passerelle.sessions.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5, which RADIUS is built on and nothing else here uses. */
final class Md5 {

    /** Only ever cloned, which is many times cheaper than asking the providers. */
    private static final MessageDigest FRESH = fresh();

    private Md5() {}

    static MessageDigest digest() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e); // the JDK's own can be cloned
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
