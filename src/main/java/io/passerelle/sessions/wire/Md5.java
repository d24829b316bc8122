package io.passerelle.sessions.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5, which RADIUS is built on and nothing else here uses. */
final class Md5 {

    private Md5() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
