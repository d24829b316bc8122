package io.passerelle.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.sessions.Field;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.sessions.Usage;
import io.passerelle.sessions.store.SessionWriter;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimGroupDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.Modules;
import io.passerelle.usage.store.UsageRollup;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Counted once, in the right hour, for the right group, and told to nobody else (M2M-10). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumptionTest {

    private static final Duration ALL = Duration.ofHours(160);

    private Field field;
    private SessionWriter writer;
    private Consumption consumption;
    private UsageRollup rollup;
    private DSLContext dsl;

    @BeforeAll
    void open() {
        field = new Field(Modules.start("accounts", "nodes", "sims", "sessions", "usage"));
        writer = field.modules.get(SessionWriter.class);
        consumption = field.modules.get(Consumption.class);
        rollup = field.modules.get(UsageRollup.class);
        dsl = field.modules.database().dsl();
    }

    @AfterAll
    void close() {
        field.close();
    }

    /** The naive way: record after record, an entry for each card, group and hour. */
    private static final class Model {

        private final Map<UUID, Usage> sessions = new HashMap<>();
        private final Map<UUID, Map<Instant, Amount>> hours = new HashMap<>();
        private final Map<UUID, Move> moves;

        Model(Map<UUID, Move> moves) {
            this.moves = moves;
        }

        void count(SessionRecord record, Set<UUID> fleets) {
            UUID session = record.facts().id();
            Usage before = sessions.getOrDefault(session, Usage.NONE);
            Usage after = before.atLeast(record.usage());
            var grown =
                    new Amount(
                            after.octetsIn() - before.octetsIn(),
                            after.octetsOut() - before.octetsOut(),
                            sessions.containsKey(session) ? 0 : 1);
            sessions.put(session, after);
            UUID sim = record.facts().simId();
            Instant hour = TwoNodesReports.hourOf(record.lastAt());
            add(sim, hour, grown);
            add(moves.get(sim).groupAt(hour), hour, grown);
            fleets.forEach(fleet -> add(fleet, hour, grown));
        }

        private void add(UUID subject, Instant hour, Amount grown) {
            hours.computeIfAbsent(subject, ignored -> new TreeMap<>())
                    .merge(hour, grown, Amount::plus);
        }
    }

    private record Move(UUID before, UUID after, Instant at) {
        UUID groupAt(Instant hour) {
            return hour.isBefore(at) ? before : after;
        }
    }

    @Test
    void reportsOfTwoNodesTwiceLateReplayedAndOfCardsThatMoved_countOnceInTheirHours() {
        var random = new Random(20_261_121);
        Instant begin = TwoNodesReports.hourOf(Instant.now()).minus(ALL).minusSeconds(36_000);
        List<Sim> sims = new ArrayList<>();
        Map<UUID, Move> moves = new HashMap<>();
        UUID other = group("Vans");
        for (int i = 0; i < 12; i++) {
            Sim sim = field.card();
            sims.add(sim);
            moves.put(sim.id(), move(sim, other, begin.plus(50, ChronoUnit.HOURS)));
        }
        Set<UUID> fleets = Set.of(field.customer.id(), field.operator.organisationId());
        var model = new Model(moves);
        int records = 0;
        for (List<SessionRecord> batch : TwoNodesReports.of(random, field, sims, begin, 6)) {
            writer.write(batch);
            TwoNodesReports.thatCount(batch).forEach(record -> model.count(record, fleets));
            records += batch.size();
            if (random.nextInt(5) == 0) {
                rollup.addUp();
            }
        }
        say(
                records
                        + " records, "
                        + model.sessions.size()
                        + " sessions, "
                        + model.hours.size()
                        + " subjects");
        assertThat(records).isGreaterThan(1_000);

        sims.forEach(sim -> check(Subject.sim(sim.id()), begin, model));
        check(Subject.group(other), begin, model);
        check(Subject.group(sims.getFirst().groupId()), begin, model);
        fleets.forEach(fleet -> check(Subject.organisation(fleet), begin, model));
        long all = model.sessions.values().stream().mapToLong(Usage::octets).sum();
        Amount told =
                consumption.amount(
                        Subject.organisation(field.customer.id()), begin, begin.plus(ALL));
        assertThat(told.octets()).isEqualTo(all);
        assertThat(told.sessions()).isEqualTo(72);
        checkTop(sims, begin, model);
    }

    private void check(Subject subject, Instant begin, Model model) {
        for (Step step : Step.values()) {
            Series series = consumption.of(field.operator, subject, begin, begin.plus(ALL), step);
            Map<Instant, Amount> expected = new TreeMap<>();
            for (Slot slot : series.slots()) {
                model.hours
                        .get(subject.id())
                        .forEach((hour, amount) -> {
                            if (!hour.isBefore(slot.from()) && hour.isBefore(slot.until())) {
                                expected.merge(slot.from(), amount, Amount::plus);
                            }
                        });
            }
            Map<Instant, Amount> shown = new TreeMap<>();
            series.slots().stream()
                    .filter(Slot::heard)
                    .forEach(slot -> shown.put(slot.from(), slot.amount()));
            assertThat(shown).as(subject + " by " + step).isEqualTo(expected);
        }
    }

    /** Three whole days and parts of two. */
    private void checkTop(List<Sim> sims, Instant begin, Model model) {
        Instant from = begin.plus(7, ChronoUnit.HOURS);
        Instant until = begin.plus(101, ChronoUnit.HOURS);
        Map<UUID, Long> expected = new HashMap<>();
        for (Sim sim : sims) {
            long octets =
                    model.hours.getOrDefault(sim.id(), Map.of()).entrySet().stream()
                            .filter(hour -> !hour.getKey().isBefore(from))
                            .filter(hour -> hour.getKey().isBefore(until))
                            .mapToLong(hour -> hour.getValue().octets())
                            .sum();
            if (octets > 0) {
                expected.put(sim.id(), octets);
            }
        }
        List<CardAmount> top =
                consumption.top(
                        field.operator,
                        Subject.organisation(field.customer.id()),
                        from,
                        until,
                        Consumption.TOP_AT_MOST);
        assertThat(top)
                .isSortedAccordingTo(
                        (a, b) -> Long.compare(b.amount().octets(), a.amount().octets()));
        Map<UUID, Long> shown = new HashMap<>();
        top.forEach(card -> shown.put(card.simId(), card.amount().octets()));
        assertThat(shown).isEqualTo(expected);
        assertThat(
                        consumption.cardsAbove(
                                Subject.organisation(field.operator.organisationId()),
                                from,
                                until,
                                top.get(2).amount().octets(),
                                100))
                .hasSize(2);
    }

    private UUID group(String name) {
        return field.modules
                .get(SimGroups.class)
                .create(field.operator, new SimGroupDraft(field.customer.id(), name, null))
                .id();
    }

    /** A card that moved at some moment of the past. */
    private Move move(Sim sim, UUID group, Instant at) {
        field.modules.get(SimCards.class).move(field.operator, List.of(sim.id()), group);
        dsl.execute(
                "update sim_move set moved_at = ?::timestamptz where sim_id = ?",
                at.atOffset(ZoneOffset.UTC),
                sim.id());
        return new Move(sim.groupId(), group, at);
    }

    @Test
    void hoursThatAreNoLongerKept_leaveTheirMonths_andWhatComesLateIsAdded() {
        Sim sim = field.card();
        Instant old = Instant.parse("2023-05-10T10:00:00Z");
        rollup.makeParts(LocalDate.of(2023, 5, 1), LocalDate.of(2023, 5, 31));
        List<List<SessionRecord>> batches =
                TwoNodesReports.of(new Random(7), field, List.of(sim), old, 5);
        batches.forEach(writer::write);
        rollup.addUp();
        Amount before = month(Subject.sim(sim.id()), old).total();
        assertThat(before.octets()).isPositive();

        assertThat(rollup.dropHours(LocalDate.of(2024, 1, 1))).isZero(); // not added up yet
        addUpMonths(LocalDate.of(2024, 1, 1));
        assertThat(rollup.dropHours(LocalDate.of(2024, 1, 1))).isEqualTo(2);
        assertThat(rollup.makeParts(LocalDate.of(2023, 5, 1), LocalDate.of(2023, 5, 31))).isZero();
        assertThat(month(Subject.sim(sim.id()), old).total()).isEqualTo(before);
        assertThat(month(Subject.group(sim.groupId()), old).total()).isEqualTo(before);
        assertThat(month(Subject.organisation(field.customer.id()), old).total()).isEqualTo(before);
        assertThat(dsl.fetchExists(dsl.selectOne().from("usage_card").where("day < '2024-01-01'")))
                .isFalse();

        List<List<SessionRecord>> late =
                TwoNodesReports.of(new Random(8), field, List.of(sim), old, 1);
        late.forEach(writer::write);
        Amount both = month(Subject.sim(sim.id()), old).total();
        assertThat(both.octets()).isGreaterThan(before.octets());
        rollup.dropHours(LocalDate.of(2024, 1, 1));
        assertThat(month(Subject.sim(sim.id()), old).total()).isEqualTo(both);

        assertThat(rollup.dropMonths(LocalDate.of(2023, 6, 1))).isPositive();
        assertThat(month(Subject.sim(sim.id()), old).isEmpty()).isTrue();
    }

    @Test
    void monthWhoseRowsNobodyHasCounted_isAddedUpADayAtATime() {
        LocalDate first = LocalDate.of(2001, 1, 1);
        LocalDate following = first.plusMonths(1);
        rollup.makeParts(first, first);
        String step = "select add_up_usage_month('usage_card', ?, 500000)";
        dsl.fetch(step, following); // its trigger
        dsl.fetch(step, following);
        assertThat(
                        dsl.fetchSingle(
                                        "select added_before from usage_month"
                                                + " where parent = 'usage_card' and month = ?",
                                        first)
                                .get(0, LocalDate.class))
                .isEqualTo(first.plusDays(1));
        assertThat(addUpMonths(following)).as("the other table's, too").isEqualTo(30 + 1 + 31);
        assertThat(rollup.dropHours(following)).isEqualTo(2); // nor are they others' to count
    }

    private int addUpMonths(LocalDate endedBefore) {
        int steps = 0;
        while (rollup.addUpMonths(endedBefore)) {
            steps++;
        }
        return steps;
    }

    @Test
    void monthsAddedUpStepByStep_whileTheirReportsStillCome_countEachOnce() throws Exception {
        Sim sim = field.card();
        UUID group = group("Kiosks");
        List<Sim> sims = List.of(sim, field.card(), field.card());
        Instant begin = Instant.parse("2023-07-03T00:00:00Z");
        move(sim, group, begin.plus(40, ChronoUnit.HOURS));
        LocalDate first = LocalDate.of(2023, 7, 1);
        LocalDate following = first.plusMonths(1);
        rollup.makeParts(first, first);
        List<List<SessionRecord>> batches =
                TwoNodesReports.of(new Random(10), field, sims, begin, 5);
        int half = batches.size() / 2;
        batches.subList(0, half).forEach(writer::write);
        rollup.addUp();
        dsl.execute("analyze usage_card, usage_fleet"); // steps are as long as there are rows
        CompletableFuture<Void> late =
                CompletableFuture.runAsync(() ->
                        batches.subList(half, batches.size())
                                .forEach(batch -> {
                                    writer.write(batch);
                                    rollup.addUp();
                                }));
        int steps = 0;
        for (String table : List.of("usage_card", "usage_fleet")) {
            String step = "select add_up_usage_month(?, ?, 1)";
            while (Boolean.TRUE.equals(
                    dsl.resultQuery(step, table, following).fetchOne(0, Boolean.class))) {
                steps++;
            }
        }
        late.get(1, TimeUnit.MINUTES);
        say(steps + " steps beside " + (batches.size() - half) + " batches");
        assertThat(steps).isGreaterThan(4);
        checkMonth("sim_id, group_id, organisation_id", "usage_card", first);
        checkMonth("subject_id", "usage_fleet", first);

        batches.forEach(writer::write);
        TwoNodesReports.of(new Random(11), field, sims, begin, 1).forEach(writer::write);
        rollup.addUp();
        checkMonth("sim_id, group_id, organisation_id", "usage_card", first);
        checkMonth("subject_id", "usage_fleet", first);
        checkTopOfMonth(sims, begin, group);
        assertThat(rollup.dropHours(following)).isEqualTo(2);
        checkTopOfMonth(sims, begin, group);
    }

    /** The month's counters are those of its days, of every card and group. */
    private void checkMonth(String whose, String table, LocalDate first) {
        String sums =
                ", sum(octets_in)::bigint as octets_in, sum(octets_out)::bigint as octets_out,"
                        + " sum(sessions)::bigint as sessions from ";
        String days =
                "select " + whose + sums + table + " where day between ? and ? group by " + whose;
        String months =
                "select " + whose + sums + table + "_month where month = ? group by " + whose;
        assertThat(dsl.fetch(months, first).intoMaps())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        dsl.fetch(days, first, first.plusDays(30)).intoMaps());
    }

    /** Of a time that begins before the month and ends behind it. */
    private void checkTopOfMonth(List<Sim> sims, Instant begin, UUID group) {
        Instant from = begin.minus(4, ChronoUnit.DAYS);
        Instant until = begin.plus(31, ChronoUnit.DAYS);
        Map<UUID, Long> shown = new HashMap<>();
        consumption
                .top(field.operator, Subject.organisation(field.customer.id()), from, until, 100)
                .forEach(card -> shown.put(card.simId(), card.amount().octets()));
        for (Sim sim : sims) {
            Amount all = consumption.amount(Subject.sim(sim.id()), from, until);
            assertThat(all.octets()).isPositive();
            assertThat(shown).containsEntry(sim.id(), all.octets());
        }
        long inGroup =
                consumption.top(field.operator, Subject.group(group), from, until, 100).stream()
                        .mapToLong(card -> card.amount().octets())
                        .sum();
        assertThat(inGroup)
                .isPositive()
                .isEqualTo(consumption.amount(Subject.group(group), from, until).octets());
    }

    private Series month(Subject subject, Instant at) {
        return consumption.of(
                field.operator, subject, at, at.plus(10, ChronoUnit.DAYS), Step.MONTH);
    }

    @Test
    void anotherCustomersCardGroupAndOrganisation_areNotThere() {
        Sim sim = field.card();
        Instant begin = Instant.parse("2022-02-02T02:00:00Z");
        Instant now = begin.plus(ALL);
        TwoNodesReports.of(new Random(9), field, List.of(sim), begin, 2).forEach(writer::write);
        Organisation stranger =
                field.modules
                        .get(Organisations.class)
                        .create(
                                field.operator,
                                new OrganisationDraft(
                                        field.operator.organisationId(),
                                        OrganisationKind.CUSTOMER,
                                        "Autre",
                                        "",
                                        true));
        Eventually.eventually(() ->
                assertThat(field.modules.get(Organisations.class).tree().byId(stranger.id()))
                        .isPresent());
        Viewer viewer = Modules.customer(stranger.id());
        for (Subject subject :
                List.of(
                        Subject.sim(sim.id()),
                        Subject.group(sim.groupId()),
                        Subject.organisation(field.customer.id()),
                        Subject.organisation(field.operator.organisationId()))) {
            assertThatThrownBy(() -> consumption.of(viewer, subject, begin, now, Step.DAY))
                    .as(subject.toString())
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> consumption.top(viewer, subject, begin, now, 10))
                    .as(subject.toString())
                    .isInstanceOf(NotFound.class);
        }
        Subject own = Subject.organisation(stranger.id());
        assertThat(consumption.of(viewer, own, begin, now, Step.DAY).isEmpty()).isTrue();
        assertThat(consumption.top(viewer, own, begin, now, 10)).isEmpty();
        assertThatThrownBy(() -> consumption.top(viewer, own, begin, now, 0))
                .isInstanceOf(Refused.class);
        Viewer theirs = Modules.customer(field.customer.id());
        assertThat(
                        consumption.top(
                                theirs, Subject.organisation(field.customer.id()), begin, now, 100))
                .extracting(CardAmount::simId)
                .contains(sim.id());
    }

    private static void say(String what) {
        System.getLogger("usage").log(System.Logger.Level.INFO, what);
    }
}
