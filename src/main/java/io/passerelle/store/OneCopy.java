package io.passerelle.store;

import java.util.HashMap;
import java.util.Map;

/**
 * Values that many rows of a reading share, such as whose they are, lie in memory once. For columns
 * of few different values; not for several threads.
 */
public final class OneCopy {

    private final Map<Object, Object> copies = new HashMap<>();

    /** The value, or one that is equal and was there before. */
    @SuppressWarnings("unchecked") // equal values of these types are of one class
    public <T> T of(T value) {
        Object known = copies.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }
}
