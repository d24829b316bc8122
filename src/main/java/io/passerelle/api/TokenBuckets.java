package io.passerelle.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each of many keys may do something: a bucket of tokens per key that refills steadily.
 * At most {@value #MOST_KEYS} keys are kept, those used last; who is forgotten starts with a full
 * bucket.
 */
public final class TokenBuckets {

    private static final int MOST_KEYS = 10_000;

    private final double capacity;
    private final double perNano;
    private final LongSupplier nanoClock;
    private final Map<Object, Bucket> buckets =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
                    return size() > MOST_KEYS;
                }
            };

    /**
     * @param capacity how many may come at once
     * @param perSecond how many come back in a second
     */
    public TokenBuckets(double capacity, double perSecond, LongSupplier nanoClock) {
        this.capacity = capacity;
        this.perNano = perSecond / 1e9;
        this.nanoClock = nanoClock;
    }

    /** Whether the key has a token left; none is taken. */
    public synchronized boolean has(Object key) {
        Bucket bucket = buckets.get(key);
        return bucket == null || refilled(bucket).tokens >= 1;
    }

    /** Takes a token; false when there is none. */
    public synchronized boolean take(Object key) {
        Bucket bucket =
                refilled(
                        buckets.computeIfAbsent(
                                key, k -> new Bucket(capacity, nanoClock.getAsLong())));
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }

    /** Seconds until the key has a token again, at least 1. */
    public synchronized long secondsUntilNext(Object key) {
        Bucket bucket = buckets.get(key);
        double missing = bucket == null ? 0 : 1 - refilled(bucket).tokens;
        return Math.max(1, (long) Math.ceil(missing / perNano / 1e9));
    }

    private Bucket refilled(Bucket bucket) {
        long now = nanoClock.getAsLong();
        bucket.tokens = Math.min(capacity, bucket.tokens + (now - bucket.at) * perNano);
        bucket.at = now;
        return bucket;
    }

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }
}
