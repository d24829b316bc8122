package io.passerelle.sessions.listen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketAddress;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
    private final Set<Key> working = new HashSet<>();
    private final Map<Key, Answer> answered = new LinkedHashMap<>(); // oldest answer first

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
        if (answered.containsKey(key)) {
            return Found.ANSWERED;
        }
        if (working.contains(key)) {
            return Found.IN_PROGRESS;
        }
        if (size() >= atMost && !dropOldest()) {
            return Found.FULL;
        }
        working.add(key);
        return Found.NEW;
    }

    /** Remembers the answer to what is being worked on. */
    void answered(Key key, byte[] answer, long now) {
        if (working.remove(key)) {
            answered.put(key, new Answer(now, answer));
        }
    }

    /** Forgets a request that could not be answered, so that its retransmission is tried again. */
    void failed(Key key) {
        working.remove(key);
    }

    byte @Nullable [] answer(Key key) {
        Answer answer = answered.get(key);
        return answer == null ? null : answer.bytes;
    }

    int size() {
        return working.size() + answered.size();
    }

    private void expire(long now) {
        Iterator<Answer> oldest = answered.values().iterator();
        while (oldest.hasNext() && now - oldest.next().since > keepNanos) {
            oldest.remove();
        }
    }

    private boolean dropOldest() {
        Iterator<Answer> oldest = answered.values().iterator();
        if (!oldest.hasNext()) {
            return false;
        }
        oldest.next();
        oldest.remove();
        return true;
    }

    private record Answer(long since, byte[] bytes) {}
}
