package io.passerelle.connections.portal;

import io.passerelle.connections.OpenEverywhere;
import io.passerelle.foundation.LiveTopics;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Tells pages once a second that bytes may have moved. The relay itself says nothing about bytes:
 * it has more of them than anybody could watch. Other nodes say nothing of theirs until they are
 * asked.
 */
@Component
class TrafficPulse {

    /** The live topic. */
    static final String TOPIC = "traffic";

    private final OpenEverywhere open;
    private final LiveTopics.Topic topic;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("portal-traffic").factory());

    TrafficPulse(OpenEverywhere open, LiveTopics topics) {
        this.open = open;
        this.topic = topics.topic(TOPIC);
        ticker.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        ticker.shutdownNow();
    }

    private void beat() {
        if (open.countHere() > 0 || open.areOthers()) {
            topic.changed();
        }
    }
}
