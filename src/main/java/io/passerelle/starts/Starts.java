package io.passerelle.starts;

import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.StartReport;
import io.passerelle.network.GatewaySettings;
import io.passerelle.starts.store.StartStore;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** The starts of all nodes; the operator's. Each start adds itself when it serves. */
@Service
public class Starts {

    /** The live topic's name. */
    public static final String TOPIC = "starts";

    private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

    private final StartStore store;
    private final StartReport report;
    private final GatewaySettings gateway;
    private final LiveTopics topics;

    Starts(StartStore store, StartReport report, GatewaySettings gateway, LiveTopics topics) {
        this.store = store;
        this.report = report;
        this.gateway = gateway;
        this.topics = topics;
    }

    /** The list, newest first. */
    public Listing<Start> listing() {
        return store.listing();
    }

    /** Says what this start found and repaired: one line in the log, one in the list. */
    @EventListener
    void ready(ApplicationReadyEvent event) {
        Map<String, Long> counts = report.counts();
        var start =
                new Start(
                        Ids.next(),
                        gateway.node(),
                        Instant.now(),
                        counts.getOrDefault(StartReport.UNEXPECTED, 0L) > 0,
                        Objects.requireNonNullElse(event.getTimeTaken(), Duration.ZERO),
                        counts);
        LoggingEventBuilder line =
                (start.unexpected() ? LOG.atWarn() : LOG.atInfo())
                        .addKeyValue("millis", start.took().toMillis());
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            line = line.addKeyValue(count.getKey(), count.getValue());
        }
        line.log(start.unexpected() ? "started after an unexpected end" : "started");
        try {
            store.add(start);
            topics.topic(TOPIC).changed();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                throw e;
            }
            LOG.atWarn()
                    .addKeyValue("reason", StoreFaults.reason(e))
                    .log("this start is missing in the list of starts");
        }
    }
}
