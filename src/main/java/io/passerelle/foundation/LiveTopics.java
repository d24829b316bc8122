package io.passerelle.foundation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * "Something changed" for whoever watches. Publishing costs one increment, whatever the number of
 * watchers, so that the data plane can do it at every event; watchers compare counters a few times
 * a second and read what they show again.
 */
public final class LiveTopics {

    private final Map<String, Topic> topics = new ConcurrentHashMap<>();

    /** The topic of that name, such as {@code sessions}. */
    public Topic topic(String name) {
        return topics.computeIfAbsent(name, ignored -> new Topic());
    }

    /** One kind of object that changes. */
    public static final class Topic {

        private final LongAdder changes = new LongAdder();

        private Topic() {}

        /** Says that something of this kind changed. */
        public void changed() {
            changes.increment();
        }

        /**
         * How many changes there were: a different value means that there is something new to read.
         */
        public long version() {
            return changes.sum();
        }
    }
}
