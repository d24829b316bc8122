package io.passerelle.sessions.listen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketAddress;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of the last seconds: a retransmission (same source, identifier and authenticator, RFC
 * 5080 section 2.2.2) gets the same bytes again and changes nothing. Belongs to one event loop.
 * Bounded in number; an answer is kept for a time from when it was given and dropped oldest first.
 * What is being worked on is never dropped, however long it takes: its retransmission would be
 * taken for a new request, and two works on one request would end each other's entries.
 */
final class AnswerCache {

    private final int atMost;
    private final long keepNanos;
    private final Map<Key, Request> requests = new HashMap<>();
    private @Nullable Request oldest; // of those that were answered
    private @Nullable Request latest;

    /**
     * @param atMost requests and answers together
     * @param keepNanos how long an answer is kept
     */
    AnswerCache(int atMost, long keepNanos) {
        this.atMost = atMost;
        this.keepNanos = keepNanos;
    }

    /** What makes two packets the same request: the authenticator as two numbers. */
    record Key(SocketAddress source, int codeAndIdentifier, long high, long low) {

        private static final VarHandle LONG =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

        static Key of(SocketAddress source, byte[] packet) {
            return new Key(
                    source,
                    (packet[0] & 0xff) << 8 | packet[1] & 0xff,
                    (long) LONG.get(packet, 4),
                    (long) LONG.get(packet, 12));
        }

        /** Authenticators are digests or random: they spread well, and sources need no hashing. */
        @Override
        public int hashCode() {
            return Long.hashCode(high ^ low) + codeAndIdentifier;
        }
    }

    /** What is known of a request. */
    enum Found {
        /** Nothing: it is now being worked on. */
        NEW,
        /** It is being worked on. */
        IN_PROGRESS,
        /** It was answered: {@link AnswerCache#answer}. */
        ANSWERED,
        /** Nothing, and there is no room to remember it. */
        FULL
    }

    Found begin(Key key, long now) {
        expire(now);
        Request known = requests.putIfAbsent(key, new Request(key));
        if (known != null) {
            return known.answer == null ? Found.IN_PROGRESS : Found.ANSWERED;
        }
        if (requests.size() > atMost && !dropOldest()) {
            requests.remove(key);
            return Found.FULL;
        }
        return Found.NEW;
    }

    /** Remembers the answer to what is being worked on. */
    void answered(Key key, byte[] answer, long now) {
        Request request = requests.get(key);
        if (request == null || request.answer != null) {
            return;
        }
        request.answer = answer;
        request.since = now;
        if (latest == null) {
            oldest = request;
        } else {
            latest.next = request;
        }
        latest = request;
    }

    /** Forgets a request that could not be answered, so that its retransmission is tried again. */
    void failed(Key key) {
        Request request = requests.get(key);
        if (request != null && request.answer == null) {
            requests.remove(key);
        }
    }

    byte @Nullable [] answer(Key key) {
        Request request = requests.get(key);
        return request == null ? null : request.answer;
    }

    int size() {
        return requests.size();
    }

    private void expire(long now) {
        while (oldest != null && now - oldest.since > keepNanos) {
            dropOldest();
        }
    }

    private boolean dropOldest() {
        Request dropped = oldest;
        if (dropped == null) {
            return false;
        }
        requests.remove(dropped.key);
        oldest = dropped.next;
        dropped.next = null; // or one that is old keeps all later ones from being collected
        if (oldest == null) {
            latest = null;
        }
        return true;
    }

    /** What is known of a request; the answered ones are a list. */
    private static final class Request {
        private final Key key;
        private byte @Nullable [] answer; // null while it is being worked on
        private long since;
        private @Nullable Request next;

        Request(Key key) {
            this.key = key;
        }
    }
}
