package io.passerelle.sessions.wire;

import org.jspecify.annotations.Nullable;

/** What a packet is (RFC 2865 section 4, RFC 2866 section 4, RFC 5176 section 3, RFC 5997). */
public enum PacketCode {
    ACCESS_REQUEST(1),
    ACCESS_ACCEPT(2),
    ACCESS_REJECT(3),
    ACCOUNTING_REQUEST(4),
    ACCOUNTING_RESPONSE(5),
    ACCESS_CHALLENGE(11),
    STATUS_SERVER(12),
    DISCONNECT_REQUEST(40),
    DISCONNECT_ACK(41),
    DISCONNECT_NAK(42),
    COA_REQUEST(43),
    COA_ACK(44),
    COA_NAK(45);

    private static final @Nullable PacketCode[] BY_NUMBER = new @Nullable PacketCode[256];

    static {
        for (PacketCode code : values()) {
            BY_NUMBER[code.number] = code;
        }
    }

    private final int number;

    PacketCode(int number) {
        this.number = number;
    }

    /** The first byte of the packet. */
    public int number() {
        return number;
    }

    /** The code of a first byte, or null for one we do not speak. */
    static @Nullable PacketCode of(int number) {
        return BY_NUMBER[number & 0xff];
    }
}
