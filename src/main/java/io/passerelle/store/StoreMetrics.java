package io.passerelle.store;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Whether the database can be used, and what waits for it (ALL-3). */
@Component
final class StoreMetrics implements MeterBinder {

    private final StoreState state;
    private final List<Journal<?>> journals;
    private final ListGate lists;

    StoreMetrics(StoreState state, List<Journal<?>> journals, ListGate lists) {
        this.state = state;
        this.journals = List.copyOf(journals);
        this.lists = lists;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("passerelle.store.up", state, s -> s.outage().isEmpty() ? 1 : 0)
                .description("1 while the database can be used, 0 while it cannot")
                .register(registry);
        Gauge.builder("passerelle.store.away", state, StoreMetrics::awaySeconds)
                .description("How long the database has been away, or taken nothing new")
                .baseUnit("seconds")
                .register(registry);
        journals.forEach(journal -> bind(journal, registry));
        bindLists(registry);
    }

    private void bindLists(MeterRegistry registry) {
        Gauge.builder("passerelle.lists.running", lists, ListGate::running)
                .description("Pages of lists that are being read")
                .register(registry);
        FunctionCounter.builder("passerelle.lists.refused", lists, ListGate::refused)
                .description("Lists that were refused because too many were being read")
                .register(registry);
        FunctionCounter.builder("passerelle.lists.given.up", lists, ListGate::givenUp)
                .description("Pages of lists that took too long and were given up")
                .register(registry);
    }

    private static double awaySeconds(StoreState state) {
        return state.outage()
                .map(outage -> Duration.between(outage.since(), Instant.now()).toMillis() / 1e3)
                .orElse(0.0);
    }

    private static void bind(Journal<?> journal, MeterRegistry registry) {
        gauge(registry, journal, "waiting", "Entries in memory", Journal::waiting);
        gauge(registry, journal, "spool.bytes", "Bytes on disk", Journal::spooledBytes);
        gauge(registry, journal, "spool.entries", "Entries on disk", Journal::spooledEntries);
        gauge(
                registry,
                journal,
                "spool.limit.bytes",
                "Bytes that may be on disk",
                j -> j.settings().spoolBytes());
        count(
                registry,
                journal,
                "replayed",
                "Entries that came into the database by way of the disk",
                Journal::replayed);
        count(registry, journal, "lost", "Entries that are gone for good", Journal::lost);
        count(
                registry,
                journal,
                "turned.away",
                "Entries without room, whose senders were not answered and keep them",
                Journal::turnedAway);
    }

    private static void gauge(
            MeterRegistry registry,
            Journal<?> journal,
            String name,
            String description,
            ToDoubleFunction<Journal<?>> value) {
        Gauge.builder("passerelle.journal." + name, journal, value::applyAsDouble)
                .description(description)
                .tag("journal", journal.settings().name())
                .register(registry);
    }

    private static void count(
            MeterRegistry registry,
            Journal<?> journal,
            String name,
            String description,
            ToDoubleFunction<Journal<?>> value) {
        FunctionCounter.builder("passerelle.journal." + name, journal, value::applyAsDouble)
                .description(description)
                .tag("journal", journal.settings().name())
                .register(registry);
    }
}
