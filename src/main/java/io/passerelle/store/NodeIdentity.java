package io.passerelle.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Which of the processes that share the database this one is. Belongs to the data folder, whatever
 * the machine is called: what a node owns must be its own again after a restart.
 *
 * @param id kept in the file {@code node.id}
 */
public record NodeIdentity(UUID id) {

    private static final String FILE = "node.id";

    /**
     * The identity of a data folder, made on first use.
     *
     * @throws IOException also when the file does not hold an identity
     */
    public static NodeIdentity keptIn(Path data) throws IOException {
        Path file = Files.createDirectories(data).resolve(FILE);
        if (!Files.exists(file)) {
            Path fresh = data.resolve(FILE + ".new");
            Files.writeString(fresh, UUID.randomUUID() + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE); // whole, or not there
        }
        try {
            return new NodeIdentity(UUID.fromString(Files.readString(file).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not hold a node's identity", e);
        }
    }
}
