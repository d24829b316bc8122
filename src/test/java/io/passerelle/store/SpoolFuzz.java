package io.passerelle.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Any bytes a crash or a failing disk may leave in a spool's file, and any entry in it. */
public final class SpoolFuzz {

    private static final JournalCodec<Entry> CODEC = JournalCodec.json(Entry.class);
    private static final int AT_ONCE = 2;
    private static final Path FOLDER = folder();

    private SpoolFuzz() {}

    private record Entry(
            UUID id, Instant at, @Nullable InetAddress address, List<String> words, long count) {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            CODEC.decode(input);
        } catch (RuntimeException notUnderstood) {
            // counted and left out by the journal
        }
        try {
            readBack(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readBack(byte[] input) throws IOException {
        Path file = FOLDER.resolve("fuzz-%016d.spool".formatted(7));
        Files.write(file, input);
        var spool = new Spool(FOLDER, "fuzz", 1L << 20);
        long size = 0;
        boolean damaged = false;
        while (!spool.isEmpty()) {
            Spool.Piece piece = spool.next(AT_ONCE);
            size += piece.entries().stream().mapToLong(e -> e.length + 8L).sum();
            damaged |= piece.damaged();
            Path aside = spool.forget(piece).orElse(null);
            if (aside != null) {
                Files.delete(aside);
            }
        }
        if (spool.entries() != 0 || damaged == (size == input.length)) {
            throw new IllegalStateException(size + " of " + input.length + " bytes");
        }
    }

    private static Path folder() {
        try {
            return Files.createDirectories(Path.of("target", "fuzz", "spool"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
