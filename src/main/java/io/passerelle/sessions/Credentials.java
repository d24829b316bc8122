package io.passerelle.sessions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a terminal gives to prove who it is. */
public sealed interface Credentials {

    /** Whether they prove knowledge of the password. */
    boolean match(String password);

    /** How they prove it. */
    AuthenticationMethod method();

    /** Nothing: the network vouches for the terminal. */
    record None() implements Credentials {
        @Override
        public boolean match(String password) {
            return false;
        }

        @Override
        public AuthenticationMethod method() {
            return AuthenticationMethod.IDENTITY;
        }
    }

    /** A password. */
    record Pap(byte[] password) implements Credentials {
        @Override
        public boolean match(String expected) {
            return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), password);
        }

        @Override
        public AuthenticationMethod method() {
            return AuthenticationMethod.PAP;
        }

        @Override
        public String toString() {
            return "Pap";
        }
    }

    /**
     * A response to a challenge (RFC 1994 section 4.1).
     *
     * @param response the MD5 of identifier, password and challenge: 16 bytes
     */
    record Chap(int identifier, byte[] response, byte[] challenge) implements Credentials {
        @Override
        public boolean match(String expected) {
            try {
                MessageDigest md5 = MessageDigest.getInstance("MD5");
                md5.update((byte) identifier);
                md5.update(expected.getBytes(StandardCharsets.UTF_8));
                return MessageDigest.isEqual(md5.digest(challenge), response);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every JDK has it
            }
        }

        @Override
        public AuthenticationMethod method() {
            return AuthenticationMethod.CHAP;
        }
    }
}
