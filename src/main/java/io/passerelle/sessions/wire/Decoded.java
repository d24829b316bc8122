package io.passerelle.sessions.wire;

/** What bytes turned out to be. */
public sealed interface Decoded {

    /**
     * A well-formed packet; nothing is said yet about who sent it.
     *
     * @param bytes exactly the packet, without padding behind it: signatures are computed over it
     */
    record Packet(RadiusPacket content, byte[] bytes) implements Decoded {}

    /** Bytes to drop in silence. */
    record Malformed(Malformation reason) implements Decoded {}
}
