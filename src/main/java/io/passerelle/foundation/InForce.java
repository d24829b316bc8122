package io.passerelle.foundation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The settings in force: those of the start until a reload replaces them. Whoever asks at every use
 * lives by the new ones at once.
 *
 * @param <R> the settings record
 */
public final class InForce<R extends Record> implements Reloadable<R>, Supplier<R> {

    private final Class<R> type;
    private final Predicate<String> keys;
    private final List<Consumer<R>> followers = new CopyOnWriteArrayList<>();
    private volatile R settings;

    /**
     * @param keys those whose new values take effect
     */
    public InForce(Class<R> type, R first, Predicate<String> keys) {
        this.type = type;
        this.settings = first;
        this.keys = keys;
    }

    @Override
    public R get() {
        return settings;
    }

    /** Is told the new ones after each reload; must return at once and never throw. */
    public void onChange(Consumer<R> follower) {
        followers.add(follower);
    }

    @Override
    public Class<R> type() {
        return type;
    }

    @Override
    public boolean takes(String key) {
        return keys.test(key);
    }

    @Override
    public Runnable prepare(R next) {
        return () -> {
            settings = next;
            followers.forEach(follower -> follower.accept(next));
        };
    }
}
