package io.passerelle.store;

import org.springframework.stereotype.Component;

/**
 * A connection to the database of its own for what says that this node lives: however busy people,
 * programs and journals keep the pools, the others must not take the node for dead and its sessions
 * for lost. Whoever uses it waits no longer than {@code passerelle.store.patience}.
 */
@Component
public final class HeartConnection {

    /** Does something with it, on this thread; one at a time. */
    public void run(Runnable work) {
        try {
            StoreSource.beating(work::run);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // a Runnable throws no such thing
        }
    }
}
