package io.passerelle.usage;

import io.passerelle.foundation.Visible;
import io.passerelle.usage.Counts.HourCount;
import io.passerelle.usage.store.InvoiceStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What invoice records say was carried, as the charts want it: each day's even share. */
@Component
final class Invoiced {

    private final InvoiceStore store;

    Invoiced(InvoiceStore store) {
        this.store = store;
    }

    /**
     * A day's share stands at its noon, so that it belongs to that day wherever the reader lives.
     *
     * @param below the organisation and all below it, of such a subject
     */
    Counts counts(
            Subject subject,
            Visible visible,
            Set<UUID> below,
            Instant from,
            Instant until,
            ZoneId zone) {
        WholeDays days = WholeDays.of(from, until, zone);
        if (days.isEmpty()) {
            return new Counts(List.of(), List.of(), List.of());
        }
        List<PeriodSum> sums =
                switch (subject.kind()) {
                    case SIM -> store.ofCard(subject.id(), visible, days.first(), days.last());
                    case GROUP -> store.ofGroup(subject.id(), days.first(), days.last());
                    case ORGANISATION -> store.ofOrganisations(below, days.first(), days.last());
                };
        List<HourCount> shares = new ArrayList<>();
        for (PeriodSum sum : sums) {
            LocalDate day = later(sum.from(), days.first());
            while (!day.isAfter(sum.to()) && !day.isAfter(days.last())) {
                shares.add(new HourCount(WholeDays.noon(day, zone), sum.on(day)));
                day = day.plusDays(1);
            }
        }
        return new Counts(List.of(), shares, List.of());
    }

    /** The cards with the largest shares, the largest first. */
    List<CardAmount> top(
            @Nullable UUID group,
            Visible visible,
            Instant from,
            Instant until,
            ZoneId zone,
            int limit) {
        WholeDays days = WholeDays.of(from, until, zone);
        return days.isEmpty()
                ? List.of()
                : store.top(group, visible, days.first(), days.last(), limit);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
