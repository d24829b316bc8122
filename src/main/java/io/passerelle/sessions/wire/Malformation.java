package io.passerelle.sessions.wire;

import java.util.Locale;

/** Why bytes are no RADIUS packet. */
public enum Malformation {
    /** Fewer than the 20 bytes of a header, or a length field below 20. */
    TOO_SHORT,
    /** A length field above 4096 (RFC 2865 section 3). */
    TOO_LONG,
    /** Fewer bytes than the length field says. */
    TRUNCATED,
    /** A code this product does not speak. */
    UNKNOWN_CODE,
    /** An attribute shorter than its own header, or reaching behind the packet's end. */
    ATTRIBUTE_LENGTH,
    /**
     * More than one Message-Authenticator, or one that has not 16 bytes (RFC 2869 section 5.14).
     */
    MESSAGE_AUTHENTICATOR,
    /** More Proxy-State than an answer could carry back (RFC 2865 section 5.33). */
    PROXY_STATE;

    /** The label in metrics and logs. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
