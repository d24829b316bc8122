package io.passerelle.store;

import io.passerelle.foundation.ThreadRank;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A large snapshot's first reading, on a thread and over connections of its own: it begins as soon
 * as the tables are there, while the rest of the application is still being built, and whoever
 * needs all of it waits for its end.
 */
public final class FirstReading {

    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private FirstReading() {}

    /** Begins it. */
    public static FirstReading begin(String name, Runnable work) {
        var reading = new FirstReading();
        Thread.ofPlatform()
                .daemon()
                .name(name)
                .start(() -> {
                    try {
                        ThreadRank.lower();
                        StoreSource.keeping(work::run);
                        reading.done.complete(null);
                    } catch (Exception | Error e) {
                        reading.done.completeExceptionally(e);
                    }
                });
        return reading;
    }

    /** Whether it has ended well. */
    public boolean isDone() {
        return done.isDone() && !done.isCompletedExceptionally();
    }

    /**
     * Waits for its end.
     *
     * @throws RuntimeException what kept it from ending well
     */
    public void await() {
        try {
            done.join();
        } catch (CompletionException | CancellationException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
