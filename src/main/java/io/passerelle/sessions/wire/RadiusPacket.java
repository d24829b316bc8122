package io.passerelle.sessions.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A packet's content, whatever side sent it.
 *
 * @param identifier 0 to 255: what an answer has in common with its request
 * @param authenticator 16 bytes (RFC 2865 section 3)
 * @param attributes in the order of the packet, which matters to proxies (RFC 2865 section 5)
 */
public record RadiusPacket(
        PacketCode code, int identifier, byte[] authenticator, List<Attribute> attributes) {

    /** Bytes of an authenticator. */
    public static final int AUTHENTICATOR_LENGTH = 16;

    public RadiusPacket {
        if (authenticator.length != AUTHENTICATOR_LENGTH) {
            throw new IllegalArgumentException("authenticator of " + authenticator.length);
        }
        attributes = List.copyOf(attributes);
    }

    /** The first value of an attribute, when it is there and has the right size. */
    public <T> Optional<T> first(Key<T> key) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).is(key)) {
                Optional<T> value = key.read(attributes.get(i).value());
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        return Optional.empty();
    }

    /** Every value of an attribute that may come several times, in order. */
    public <T> Stream<T> all(Key<T> key) {
        return attributes.stream()
                .filter(a -> a.is(key))
                .flatMap(a -> key.read(a.value()).stream());
    }

    /** Whether the attribute is there at all, well-formed or not. */
    public boolean has(Key<?> key) {
        for (Attribute attribute : attributes) {
            if (attribute.is(key)) {
                return true;
            }
        }
        return false;
    }

    /** Starts a list of attributes to send. */
    public static Draft draft() {
        return new Draft();
    }

    /** Attributes being put together, in the order in which they are added. */
    public static final class Draft {

        private final List<Attribute> attributes = new ArrayList<>();

        private Draft() {}

        /** Adds an attribute behind those already there. */
        public <T> Draft add(Key<T> key, T value) {
            attributes.add(key.with(value));
            return this;
        }

        /** Adds attributes as another packet had them: Proxy-State goes back like this. */
        public Draft copy(RadiusPacket from, Key<?> key) {
            from.attributes().stream().filter(a -> a.is(key)).forEach(attributes::add);
            return this;
        }

        /** What was added. */
        public List<Attribute> attributes() {
            return List.copyOf(attributes);
        }
    }
}
