package io.passerelle.sessions.listen;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of the last seconds: a retransmission (same source, identifier and authenticator, RFC
 * 5080 section 2.2.2) gets the same bytes again and changes nothing. Belongs to one event loop.
 * Bounded in number and time; entries are dropped oldest first, but never one that is being worked
 * on, because its answer is still to come.
 */
final class AnswerCache {

    private final int atMost;
    private final long keepNanos;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    AnswerCache(int atMost, long keepNanos) {
        this.atMost = atMost;
        this.keepNanos = keepNanos;
    }

    /** What makes two packets the same request. */
    record Key(SocketAddress source, int code, int identifier, ByteBuffer authenticator) {
        static Key of(SocketAddress source, byte[] packet) {
            return new Key(
                    source,
                    packet[0] & 0xff,
                    packet[1] & 0xff,
                    ByteBuffer.wrap(packet, 4, 16).slice());
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
        Entry known = entries.get(key);
        if (known != null) {
            return known.answer == null ? Found.IN_PROGRESS : Found.ANSWERED;
        }
        if (entries.size() >= atMost && !dropOldest()) {
            return Found.FULL;
        }
        entries.put(key, new Entry(now));
        return Found.NEW;
    }

    void answered(Key key, byte[] answer) {
        Entry entry = entries.get(key);
        if (entry != null) {
            entry.answer = answer;
        }
    }

    /** Forgets a request that could not be answered, so that its retransmission is tried again. */
    void failed(Key key) {
        entries.remove(key);
    }

    byte @Nullable [] answer(Key key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.answer;
    }

    int size() {
        return entries.size();
    }

    private void expire(long now) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext() && now - oldest.next().since > keepNanos) {
            oldest.remove();
        }
    }

    private boolean dropOldest() {
        Iterator<Entry> oldest = entries.values().iterator();
        if (oldest.hasNext() && oldest.next().answer != null) {
            oldest.remove();
            return true;
        }
        return false;
    }

    private static final class Entry {
        private final long since;
        private byte @Nullable [] answer;

        Entry(long since) {
            this.since = since;
        }
    }
}
