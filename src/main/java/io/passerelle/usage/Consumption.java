package io.passerelle.usage;

import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimGroups;
import io.passerelle.usage.store.TopCards;
import io.passerelle.usage.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * What SIM cards, groups and organisations carry (M2M-10). Bytes and sessions belong to the hour
 * (UTC) of the report that first told them, and to the group the card was in then. Whatever comes
 * twice, late or out of order counts once. What cards carry that go straight to the Internet is
 * known from {@link Source#INVOICES} only (M2M-46); the two are never added up. Live topic {@value
 * #TOPIC}.
 */
@Service
public class Consumption {

    /** The live topic's name: some seconds after something was counted. */
    public static final String TOPIC = "usage";

    /** How many cards a list of the largest has at the most. */
    public static final int TOP_AT_MOST = 1_000;

    private static final Duration TOP_LONGEST = Duration.ofDays(366);

    private final UsageStore store;
    private final TopCards top;
    private final Invoiced invoiced;
    private final SimCards cards;
    private final SimGroups groups;
    private final GroupDirectory directory;
    private final Organisations organisations;

    Consumption(
            UsageStore store,
            TopCards top,
            Invoiced invoiced,
            SimCards cards,
            SimGroups groups,
            GroupDirectory directory,
            Organisations organisations) {
        this.store = store;
        this.top = top;
        this.invoiced = invoiced;
        this.cards = cards;
        this.groups = groups;
        this.directory = directory;
        this.organisations = organisations;
    }

    /**
     * How it is known what a subject carries: of a card its kind says it.
     *
     * @param wanted what is wanted of a group or an organisation
     * @throws io.passerelle.foundation.NotFound when there is no such subject for this viewer
     */
    public Source source(Viewer viewer, Subject subject, Source wanted) {
        if (subject.kind() == Subject.Kind.SIM) {
            boolean here = cards.get(viewer, subject.id()).kind().passesHere();
            return here ? Source.GATEWAY : Source.INVOICES;
        }
        check(viewer, subject);
        return wanted;
    }

    /** The same of a card by its kind, of others as the gateway counted it. */
    public Series of(Viewer viewer, Subject subject, Instant from, Instant until, Step step) {
        return of(viewer, subject, Source.GATEWAY, from, until, step);
    }

    /**
     * A subject's consumption between two moments, as far as the viewer may see it.
     *
     * @param wanted how it is known, of a group or an organisation; see {@link #source}
     * @param from down to the beginning of a step
     * @param until up to the end of a step
     * @throws io.passerelle.foundation.NotFound when there is no such subject for this viewer
     * @throws Refused when it would be more than 1,500 values, or none, or hours of invoice records
     */
    public Series of(
            Viewer viewer, Subject subject, Source wanted, Instant from, Instant until, Step step) {
        Source source = source(viewer, subject, wanted);
        ZoneId zone = viewer.zone();
        Slots slots = Slots.between(from, until, step, zone);
        if (source == Source.INVOICES) {
            if (step == Step.HOUR) {
                throw Refused.field("step", "usage.invoiceHours");
            }
            slots.with(invoiced(subject, viewer, slots.from(), slots.until()));
        } else {
            boolean months = step == Step.MONTH;
            slots.with(counts(subject, viewer.visible(), slots.from(), slots.until(), months));
        }
        return new Series(subject, source, step, zone, slots.from(), slots.until(), slots.list());
    }

    private Counts invoiced(Subject subject, Viewer viewer, Instant from, Instant until) {
        Set<UUID> below =
                subject.kind() == Subject.Kind.ORGANISATION
                        ? organisations.tree().below(subject.id())
                        : Set.of();
        return invoiced.counts(subject, viewer.visible(), below, from, until, viewer.zone());
    }

    /** Refuses what the viewer does not see. */
    private void check(Viewer viewer, Subject subject) {
        switch (subject.kind()) {
            case SIM -> cards.get(viewer, subject.id());
            case GROUP -> groups.get(viewer, subject.id());
            case ORGANISATION -> organisations.get(viewer, subject.id());
        }
    }

    /**
     * All of a subject's consumption between two moments, by whole hours, or by whole days of
     * invoice records, as far as the viewer may see it.
     *
     * @param wanted how it is known, of a group or an organisation; see {@link #source}
     * @throws io.passerelle.foundation.NotFound when there is no such subject for this viewer
     */
    public Amount amount(
            Viewer viewer, Subject subject, Source wanted, Instant from, Instant until) {
        return source(viewer, subject, wanted) == Source.INVOICES
                ? invoiced(subject, viewer, from, until).between(from, until)
                : amount(subject, viewer.visible(), from, until);
    }

    /**
     * For rules, which see everything: what the gateway counted between two moments, by whole
     * hours. A card's day takes one look into an index, its month thirty; a group or an
     * organisation is not dearer than a card.
     */
    public Amount amount(Subject subject, Instant from, Instant until) {
        return amount(subject, new Visible.Everything(), from, until);
    }

    private Amount amount(Subject subject, Visible visible, Instant from, Instant until) {
        Instant since = from.truncatedTo(ChronoUnit.HOURS);
        Instant end = ceiling(until);
        return counts(subject, visible, since, end, true).between(since, end);
    }

    private Counts counts(
            Subject subject, Visible visible, Instant from, Instant until, boolean months) {
        return switch (subject.kind()) {
            case SIM -> store.ofCard(subject.id(), visible, from, until, months);
            case GROUP -> store.ofGroup(subject.id(), from, until, months);
            case ORGANISATION ->
                    store.ofOrganisation(
                            subject.id(),
                            organisations.tree().below(subject.id()),
                            from,
                            until,
                            months);
        };
    }

    /**
     * The cards of a group or an organisation that carried most, the largest first; those that
     * carried nothing are left out.
     *
     * @param subject a group or an organisation
     * @param source how it is known
     * @param limit 1 to 1,000
     * @throws Refused when the time is longer than 366 days
     */
    public List<CardAmount> top(
            Viewer viewer, Subject subject, Source source, Instant from, Instant until, int limit) {
        check(viewer, subject);
        if (limit < 1 || limit > TOP_AT_MOST) {
            throw Refused.field("limit", "number.range", 1, TOP_AT_MOST);
        }
        if (!until.isAfter(from)) {
            throw Refused.field("to", "usage.backwards");
        }
        if (Duration.between(from, until).compareTo(TOP_LONGEST) > 0) {
            throw Refused.field("from", "usage.tooLong", TOP_LONGEST.toDays());
        }
        return source == Source.INVOICES
                ? invoicedTop(viewer, subject, from, until, limit)
                : above(viewer.visible(), subject, from, until, 0, limit);
    }

    private List<CardAmount> invoicedTop(
            Viewer viewer, Subject subject, Instant from, Instant until, int limit) {
        boolean group = subject.kind() == Subject.Kind.GROUP;
        Visible visible = group ? viewer.visible() : ofOrganisation(viewer.visible(), subject);
        return invoiced.top(
                group ? subject.id() : null, visible, from, until, viewer.zone(), limit);
    }

    /** The same of what the gateway counted. */
    public List<CardAmount> top(
            Viewer viewer, Subject subject, Instant from, Instant until, int limit) {
        return top(viewer, subject, Source.GATEWAY, from, until, limit);
    }

    /**
     * For rules, which see everything: the cards of a group or an organisation that carried more
     * than so much between two moments, by whole hours, the largest first.
     *
     * @param bytes both ways
     * @param limit how many at the most
     */
    public List<CardAmount> cardsAbove(
            Subject subject, Instant from, Instant until, long bytes, int limit) {
        return above(new Visible.Everything(), subject, from, until, bytes, limit);
    }

    private List<CardAmount> above(
            Visible visible, Subject subject, Instant from, Instant until, long bytes, int limit) {
        Instant since = from.truncatedTo(ChronoUnit.HOURS);
        Instant end = ceiling(until);
        return switch (subject.kind()) {
            case SIM -> throw new IllegalArgumentException("one card has no largest");
            case GROUP ->
                    directory
                            .byId(subject.id())
                            .map(group -> new Visible.Organisations(Set.of(group.organisationId())))
                            .map(owner -> top.above(since, end, subject.id(), owner, bytes, limit))
                            .orElse(List.of());
            case ORGANISATION ->
                    top.above(since, end, null, ofOrganisation(visible, subject), bytes, limit);
        };
    }

    /** Who asks for the operator's cards asks for all. */
    private Visible ofOrganisation(Visible visible, Subject subject) {
        return isRoot(subject.id())
                ? visible
                : new Visible.Organisations(organisations.tree().below(subject.id()));
    }

    private boolean isRoot(UUID organisation) {
        return organisations
                .tree()
                .operator()
                .filter(operator -> operator.id().equals(organisation))
                .isPresent();
    }

    private static Instant ceiling(Instant at) {
        Instant floor = at.truncatedTo(ChronoUnit.HOURS);
        return floor.equals(at) ? at : floor.plus(1, ChronoUnit.HOURS);
    }
}
