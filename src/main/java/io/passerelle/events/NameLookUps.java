package io.passerelle.events;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up, within limits of time and number. The system's resolver cannot be interrupted and
 * waits as long as the slowest name server: whoever asks goes on without an answer, and what was
 * begun runs out on a thread of its own. A name is under way once, however many ask for it.
 */
final class NameLookUps {

    /** Who knows names; the system's resolver outside tests. */
    interface Resolver {

        /** All addresses of a host. */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** What came of a look-up. */
    sealed interface Answer {

        /** The addresses in their order; none when the name leads to none. */
        record Found(List<InetAddress> addresses) implements Answer {}

        /** There was no answer in time. */
        record Late() implements Answer {}

        /** Too many look-ups are under way. */
        record Busy() implements Answer {}
    }

    private final Resolver resolver;
    private final Duration patience;
    private final Semaphore waiting;
    private final Semaphore threads;
    private final ConcurrentHashMap<String, CompletableFuture<Answer>> underWay =
            new ConcurrentHashMap<>();

    /**
     * @param patience how long somebody waits for an answer
     * @param waiting how many may wait for an answer at once; others are turned away at once
     * @param names how many names may be under way at once
     */
    NameLookUps(Resolver resolver, Duration patience, int waiting, int names) {
        this.resolver = resolver;
        this.patience = patience;
        this.waiting = new Semaphore(waiting);
        this.threads = new Semaphore(names);
    }

    /** The addresses of a host, unless that takes longer. */
    Answer of(String host) {
        if (!waiting.tryAcquire()) {
            return new Answer.Busy();
        }
        try {
            CompletableFuture<Answer> answer = underWay.computeIfAbsent(host, this::begin);
            return answer == null
                    ? new Answer.Busy()
                    : answer.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Answer.Late();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Late();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.release();
        }
    }

    private @Nullable CompletableFuture<Answer> begin(String host) {
        if (!threads.tryAcquire()) {
            return null; // not remembered: who asks next tries again
        }
        var answer = new CompletableFuture<Answer>();
        Thread.ofPlatform().daemon().name("webhook-name").start(() -> lookUp(host, answer));
        return answer;
    }

    private void lookUp(String host, CompletableFuture<Answer> answer) {
        List<InetAddress> found = List.of();
        try {
            found = List.of(resolver.addresses(host));
        } catch (UnknownHostException e) {
            // it leads nowhere now
        } finally {
            threads.release();
            underWay.remove(host, answer);
            answer.complete(new Answer.Found(found));
        }
    }
}
