package io.passerelle.store;

import io.passerelle.store.embedded.DataFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * This process's hold on its data folder. A second process on the same data would take the first
 * one's PostgreSQL for an orphan and stop it; it is refused instead. The kernel lets go when a
 * process is killed, and what the file then says tells the next one so.
 */
final class DataClaim implements AutoCloseable {

    private static final String NAME = ".lock";
    private static final byte RUNNING = 'r';

    private final FileChannel file;
    private final boolean unexpected;

    private DataClaim(FileChannel file) throws IOException {
        this.file = file;
        ByteBuffer before = ByteBuffer.allocate(1);
        this.unexpected = file.read(before, 0) == 1 && before.get(0) == RUNNING;
        file.write(ByteBuffer.wrap(new byte[] {RUNNING}), 0);
        file.force(true);
    }

    /**
     * Takes the folder, which is made if need be.
     *
     * @throws DataInUse when another process has it
     */
    static DataClaim on(Path folder) throws IOException {
        Path data = DataFolder.closed(folder);
        FileChannel file =
                FileChannel.open(
                        data.resolve(NAME),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (lock(file) != null) {
                return new DataClaim(file);
            }
        } catch (IOException e) {
            file.close();
            throw e;
        }
        file.close();
        throw new DataInUse(data);
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** Whether the process before was killed, or the machine failed, instead of being stopped. */
    boolean isAfterUnexpectedEnd() {
        return unexpected;
    }

    /** Lets go: this process ends in order. */
    @Override
    public void close() throws IOException {
        try (file) {
            file.truncate(0);
        }
    }
}
