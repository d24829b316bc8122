package io.passerelle.fuzz;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.store.JournalCodec;
import java.util.List;

/**
 * Any text in the place of a spooled entry: one that is written as it was read, or one that is not
 * understood and set aside.
 */
public final class JournalEntriesFuzz {

    private static final List<JournalCodec<?>> CODECS =
            List.of(
                    JournalCodec.json(SessionRecord.class),
                    JournalCodec.json(Authentication.class),
                    JournalCodec.json(ConnectionRecord.class));

    private JournalEntriesFuzz() {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        CODECS.forEach(codec -> take(codec, input));
    }

    private static <E> void take(JournalCodec<E> codec, byte[] input) {
        E entry;
        try {
            entry = codec.decode(input);
        } catch (RuntimeException notUnderstood) {
            return; // what the journal does with it, too
        }
        if (entry != null && !codec.decode(codec.encode(entry)).equals(entry)) {
            throw new IllegalStateException("not the same again: " + entry);
        }
    }
}
