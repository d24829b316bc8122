package io.passerelle.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries of a {@link Journal} that the database will never take, in {@code NAME.refused} beside
 * its spool: a line with time and reason, a line with the entry. They would block everything behind
 * them, and may have been acknowledged, so somebody must be able to look at them.
 */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final long BYTES_AT_MOST = 16L << 20;

    private final String name;
    private final Path file;
    private final LogLimit quiet = new LogLimit();

    Refusals(Path folder, String name) {
        this.name = name;
        this.file = folder.resolve(name + ".refused");
    }

    void keep(byte[] entry, Exception why) {
        long since = quiet.add(1);
        if (since > 0) {
            LOG.atError()
                    .addKeyValue("journal", name)
                    .addKeyValue("entries", since)
                    .addKeyValue("file", file)
                    .setCause(why)
                    .log("an entry cannot be written");
        }
        try {
            if (Files.exists(file) && Files.size(file) > BYTES_AT_MOST) {
                return; // the log has the first of them
            }
            var line = new ByteArrayOutputStream();
            String reason = Instant.now() + " " + StoreFaults.reason(why) + "\n";
            line.writeBytes(reason.getBytes(StandardCharsets.UTF_8));
            line.writeBytes(entry);
            line.write('\n');
            Files.write(
                    file, line.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("journal", name)
                    .addKeyValue("reason", e.toString())
                    .log("an entry that cannot be written cannot be kept either");
        }
    }
}
