package io.passerelle.store;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An entry on its way through a {@link Journal}.
 *
 * @param done who waits for it to be durable; null when nobody does
 */
record Waiting<E>(E entry, @Nullable CompletableFuture<Void> done) {

    void kept() {
        if (done != null) {
            done.complete(null);
        }
    }

    void failed(Exception why) {
        if (done != null) {
            done.completeExceptionally(why);
        }
    }
}
