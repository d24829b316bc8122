package io.passerelle.store;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How entries of a {@link Journal} are written to its disk spool. */
public interface JournalCodec<E> {

    /** The bytes of an entry. */
    byte[] encode(E entry);

    /** The entry of the bytes. */
    E decode(byte[] bytes);

    /**
     * Records as JSON; the names of their components are the format, so that a spool of an older
     * release can be read as long as components are only added.
     */
    static <E> JournalCodec<E> json(Class<E> type) {
        JsonMapper mapper =
                JsonMapper.builder()
                        // or a number that an older release did not write refuses the entry
                        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .build();
        return new JournalCodec<>() {
            @Override
            public byte[] encode(E entry) {
                return mapper.writeValueAsBytes(entry);
            }

            @Override
            public E decode(byte[] bytes) {
                return mapper.readValue(bytes, type);
            }
        };
    }
}
