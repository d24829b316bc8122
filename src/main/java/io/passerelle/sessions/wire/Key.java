package io.passerelle.sessions.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * An attribute's name with the type of its value: what it is to the code, and how it lies in bytes
 * (RFC 8044). Reading a value of the wrong size gives nothing: a packet is not refused for an
 * attribute it did not need.
 */
public final class Key<T> {

    private final String name;
    private final int vendor;
    private final int type;
    private final Function<byte[], Optional<T>> read;
    private final Function<T, byte[]> write;

    private Key(
            String name,
            int vendor,
            int type,
            Function<byte[], Optional<T>> read,
            Function<T, byte[]> write) {
        this.name = name;
        this.vendor = vendor;
        this.type = type;
        this.read = read;
        this.write = write;
    }

    static Key<byte[]> octets(String name, int type) {
        return new Key<>(name, 0, type, Optional::of, bytes -> bytes);
    }

    static Key<String> text(String name, int vendor, int type) {
        return new Key<>(
                name,
                vendor,
                type,
                bytes -> Optional.of(new String(bytes, StandardCharsets.UTF_8)),
                text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Unsigned 32 bits; a {@code long} so that it never turns negative. */
    static Key<Long> number(String name, int type) {
        return new Key<>(
                name,
                0,
                type,
                bytes ->
                        bytes.length == 4
                                ? Optional.of(ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL)
                                : Optional.empty(),
                number -> ByteBuffer.allocate(4).putInt(number.intValue()).array());
    }

    static Key<Integer> octet(String name, int vendor, int type) {
        return new Key<>(
                name,
                vendor,
                type,
                bytes -> bytes.length == 1 ? Optional.of(bytes[0] & 0xff) : Optional.empty(),
                number -> new byte[] {number.byteValue()});
    }

    static Key<Instant> time(String name, int type) {
        Key<Long> seconds = number(name, type);
        return new Key<>(
                name,
                0,
                type,
                bytes -> seconds.read(bytes).map(Instant::ofEpochSecond),
                moment -> seconds.write(moment.getEpochSecond()));
    }

    /**
     * @param bytes 4 for IPv4, 16 for IPv6
     */
    static Key<InetAddress> address(String name, int vendor, int type, int bytes) {
        return new Key<>(
                name,
                vendor,
                type,
                value -> value.length == bytes ? Optional.of(address(value)) : Optional.empty(),
                InetAddress::getAddress);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // the length is that of an address
        }
    }

    /** The name in the RFC. */
    public String name() {
        return name;
    }

    int vendor() {
        return vendor;
    }

    int type() {
        return type;
    }

    Optional<T> read(byte[] value) {
        return read.apply(value);
    }

    byte[] write(T value) {
        return write.apply(value);
    }

    Attribute with(T value) {
        return new Attribute(vendor, type, write(value));
    }

    @Override
    public String toString() {
        return name;
    }
}
