package io.passerelle;

import io.passerelle.foundation.ThreadRank;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the JVM's second compiler take only what nobody else wants of the processors until the start
 * is through. What it would compile then is, for the most part, run once, and of two processors it
 * took a fifth until the first page. Afterwards it compiles what it was asked for meanwhile.
 *
 * <p>Nothing is done where that could not be taken back.
 */
final class SecondCompiler {

    private static final Path THREADS = Path.of("/proc/self/task");

    /** As much of "C2 CompilerThread0" as the kernel keeps. */
    private static final String NAME = "C2 CompilerThre";

    /** The end of that, and of the first compiler's. */
    private static final String COMPILERS = " CompilerThre";

    private final CompletableFuture<Boolean> back = new CompletableFuture<>();

    private SecondCompiler() {}

    /** Has it stand back, if that can be taken back; returns at once. */
    static SecondCompiler standBack() {
        var compiler = new SecondCompiler();
        // a thread that ends may try on itself whether there is a way back
        beside(() -> {
            boolean stands = false;
            try {
                stands = tryToStandBack();
            } finally {
                compiler.back.complete(stands);
            }
        });
        return compiler;
    }

    /** Lets it work like everybody else again, in a while; returns at once. */
    void goOnAfter(Duration pause) {
        beside(() -> {
            LockSupport.parkNanos(pause.toNanos());
            goOn();
        });
    }

    /** Lets it work like everybody else again. */
    void goOn() {
        if (back.join()) {
            // one that another began stands back like that one, and a first compiler's, too
            named(COMPILERS).forEach(ThreadRank::ordinary);
            named(COMPILERS).forEach(ThreadRank::ordinary);
        }
    }

    /** Whether it stands back, until it is told to go on. */
    boolean hasStoodBack() {
        return back.join();
    }

    private static boolean tryToStandBack() {
        boolean way =
                ThreadRank.onlyIdle(ThreadRank.ITSELF) && ThreadRank.ordinary(ThreadRank.ITSELF);
        if (way) {
            threads().forEach(ThreadRank::onlyIdle);
        }
        return way;
    }

    private static void beside(Runnable work) {
        Thread.ofPlatform().daemon().name("second-compiler").start(work);
    }

    /** Its threads: on a large machine there are several, more of them the more there is to do. */
    static List<Integer> threads() {
        return named(NAME);
    }

    private static List<Integer> named(String end) {
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(THREADS)) {
            for (Path thread : all) {
                if (name(thread).endsWith(end)) {
                    found.add(Integer.valueOf(thread.getFileName().toString()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return found; // no Linux
        }
        return found;
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException e) {
            return ""; // it has ended meanwhile
        }
    }
}
