package io.passerelle.usage;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.sessions.Field;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sessions.SessionFacts;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.sessions.Usage;
import io.passerelle.sims.Sim;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * What two nodes' journals write: sessions whose reports reach one node, the other, or both, in
 * batches of any size; of each node what it wrote last comes again now and then, as after a kill.
 */
final class TwoNodesReports {

    private static final int NODES = 2;

    private final Random random;
    private final List<Map<UUID, SessionRecord>> known = List.of(new HashMap<>(), new HashMap<>());
    private final List<List<List<SessionRecord>>> written =
            List.of(new ArrayList<>(), new ArrayList<>());
    private final List<List<SessionRecord>> journal = new ArrayList<>();

    private TwoNodesReports(Random random) {
        this.random = random;
    }

    private record Arrival(Instant at, int node, SessionRecord report) {}

    /** Batches in the order in which they reach the database. */
    static List<List<SessionRecord>> of(
            Random random, Field field, List<Sim> sims, Instant begin, int sessionsEach) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Sim sim : sims) {
            for (int i = 0; i < sessionsEach; i++) {
                arrivals.addAll(session(random, field, sim, begin));
            }
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        var reports = new TwoNodesReports(random);
        List<List<SessionRecord>> waiting = List.of(new ArrayList<>(), new ArrayList<>());
        for (Arrival arrival : arrivals) {
            waiting.get(arrival.node()).add(reports.heard(arrival));
            if (random.nextInt(12) == 0) {
                reports.write(random.nextInt(NODES), waiting);
            }
        }
        reports.write(0, waiting);
        reports.write(1, waiting);
        return reports.journal;
    }

    /** A session of some hours; half of them stop without a word. */
    private static List<Arrival> session(Random random, Field field, Sim sim, Instant begin) {
        Instant start = begin.plusSeconds(random.nextInt(100 * 3_600));
        SessionFacts facts = facts(field, sim, start);
        List<Arrival> arrivals = new ArrayList<>();
        long in = 0;
        long out = 0;
        Instant at = start;
        for (int turn = random.nextInt(30); turn >= 0; turn--) {
            boolean stops = turn == 0 && random.nextBoolean();
            var report =
                    new SessionRecord(
                            facts,
                            new Usage(in, out, 1, 1),
                            at,
                            stops ? at : null,
                            stops ? SessionEndReason.STOP : null,
                            "");
            for (int copy = random.nextInt(5) == 0 ? 3 : 1; copy > 0; copy--) {
                long late = random.nextInt(4) == 0 ? random.nextInt(7_200) : 0;
                arrivals.add(new Arrival(at.plusSeconds(late), random.nextInt(NODES), report));
            }
            in += random.nextInt(4) == 0 ? 0 : random.nextLong(5_000_000_000L);
            out += random.nextLong(3_000_000);
            at = at.plus(Duration.ofSeconds(60 + random.nextInt(1_200)));
        }
        return arrivals;
    }

    /** A node makes of a report what it knows by then. */
    private SessionRecord heard(Arrival arrival) {
        SessionRecord report = arrival.report();
        return known.get(arrival.node()).merge(report.facts().id(), report, TwoNodesReports::later);
    }

    private static SessionRecord later(SessionRecord one, SessionRecord other) {
        SessionRecord ended = one.endedAt() != null ? one : other;
        return new SessionRecord(
                one.facts(),
                one.usage().atLeast(other.usage()),
                one.lastAt().isAfter(other.lastAt()) ? one.lastAt() : other.lastAt(),
                ended.endedAt(),
                ended.reason(),
                "");
    }

    private void write(int node, List<List<SessionRecord>> waiting) {
        List<List<SessionRecord>> before = written.get(node);
        if (!before.isEmpty() && random.nextInt(4) == 0) {
            int again = Math.max(0, before.size() - 1 - random.nextInt(4));
            journal.addAll(before.subList(again, before.size()));
        }
        List<SessionRecord> batch = List.copyOf(waiting.get(node));
        waiting.get(node).clear();
        if (!batch.isEmpty()) {
            before.add(batch);
            journal.add(batch);
        }
    }

    /** Of each session and hour of a batch the last record, in the order they are written. */
    static List<SessionRecord> thatCount(List<SessionRecord> batch) {
        Map<String, SessionRecord> last = new LinkedHashMap<>();
        for (SessionRecord record : batch) {
            last.put(record.facts().id() + "/" + hourOf(record.lastAt()), record);
        }
        return last.values().stream()
                .sorted(Comparator.comparing(record -> hourOf(record.lastAt())))
                .toList();
    }

    /** The beginning of the hour. */
    static Instant hourOf(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    private static SessionFacts facts(Field field, Sim sim, Instant start) {
        return new SessionFacts(
                Ids.next(),
                sim.id(),
                sim.organisationId(),
                field.nas.id(),
                Addresses.of("127.0.0.1"),
                "A1",
                "m2m.example",
                Addresses.of("10.64.0.9"),
                "33600000001",
                "",
                "",
                "LTE",
                "20820",
                start,
                600);
    }
}
