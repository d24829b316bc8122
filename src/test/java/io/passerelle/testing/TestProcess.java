package io.passerelle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Which of the processes that run tests on this machine this one is. They share its ports and
 * addresses, so each keeps to those of its number.
 */
final class TestProcess {

    private static final int MOST = 200;

    /** Held as long as the process lives, however it ends. */
    private static final Claim CLAIM = claim();

    private TestProcess() {}

    private record Claim(int number, FileLock lock) {}

    /** The lowest number from 0 on that no other living process had when this one asked. */
    static int number() {
        return CLAIM.number();
    }

    /** A process that runs tests claims before it looks for ports. */
    private static Claim claim() {
        for (int number = 0; number < MOST; number++) {
            Path file = Path.of(System.getProperty("java.io.tmpdir"), "passerelle-tests-" + number);
            try {
                var channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new Claim(number, lock);
                }
                channel.close();
            } catch (AccessDeniedException anotherUserHasIt) {
                // whether it lives is not to be known: the next number is as good
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException(MOST + " processes run tests on this machine");
    }

    /** Says the number and stays until it is told something: the other process of a test. */
    static void main() throws IOException {
        System.out.println(number());
        System.in.read();
    }
}
