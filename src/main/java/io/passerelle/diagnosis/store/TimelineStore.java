package io.passerelle.diagnosis.store;

import static io.passerelle.store.db.Tables.ALERT;
import static io.passerelle.store.db.Tables.AUTHENTICATION;
import static io.passerelle.store.db.Tables.CONNECTION;
import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.store.db.Tables.SIM_REQUEST;
import static io.passerelle.store.db.Tables.SIM_STATUS_CHANGE;

import io.passerelle.connections.EndReason;
import io.passerelle.diagnosis.TimelineKind;
import io.passerelle.diagnosis.TimelineKind.Source;
import io.passerelle.diagnosis.TimelineMark;
import io.passerelle.diagnosis.TimelineQuery;
import io.passerelle.store.ListGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/**
 * Finds the places of a card's events. Every source is read by its own index of the card, in order
 * and no further than wanted; the database merges them. What the events are is read afterwards, by
 * identifier, for the few that are shown.
 */
@Repository
public class TimelineStore {

    private static final Field<Instant> AT =
            DSL.field(DSL.name("at"), SESSION.STARTED_AT.getDataType());
    private static final Field<Integer> SOURCE = DSL.field(DSL.name("source"), Integer.class);
    private static final Field<String> KIND = DSL.field(DSL.name("kind"), String.class);
    private static final Field<UUID> ID = DSL.field(DSL.name("id"), UUID.class);

    private static final List<String> REFUSALS =
            Arrays.stream(EndReason.values())
                    .filter(EndReason::isRefusal)
                    .map(EndReason::key)
                    .toList();

    private final ListGate gate;
    private final DSLContext dsl;

    TimelineStore(DSLContext dsl) {
        this.gate = ListGate.of(dsl);
        this.dsl = gate.limited(dsl);
    }

    /**
     * The places of events, newest first.
     *
     * @param offset how many to pass over, 0 or more
     * @param limit 1 or more
     */
    public List<TimelineMark> marks(TimelineQuery query, int offset, int limit) {
        int wanted = offset + limit;
        List<Select<Record4<Instant, Integer, String, UUID>>> sources =
                sources(query).stream()
                        .<Select<Record4<Instant, Integer, String, UUID>>>map(source ->
                                DSL.select(
                                                source.at().as(AT),
                                                DSL.inline(source.name().ordinal()).as(SOURCE),
                                                source.kind().as(KIND),
                                                source.id().as(ID))
                                        .from(source.table())
                                        .where(source.condition())
                                        .orderBy(source.order())
                                        .limit(wanted))
                        .toList();
        Optional<Select<Record4<Instant, Integer, String, UUID>>> all =
                sources.stream().reduce(Select::unionAll);
        if (all.isEmpty()) {
            return List.of();
        }
        return gate.page(() ->
                dsl.select(AT, KIND, ID)
                        .from(all.get().asTable("events"))
                        .orderBy(AT.desc(), SOURCE.desc(), ID.desc())
                        .offset(offset)
                        .limit(limit)
                        .fetch(row ->
                                new TimelineMark(
                                        row.get(AT),
                                        TimelineKind.valueOf(row.get(KIND)),
                                        row.get(ID))));
    }

    /** How many events there are, up to a number of each source. */
    public long count(TimelineQuery query, int most) {
        List<Field<Integer>> counts = new ArrayList<>();
        for (SourceQuery source : sources(query)) {
            counts.add(
                    DSL.field(
                            DSL.select(DSL.count())
                                    .from(
                                            DSL.selectOne()
                                                    .from(source.table())
                                                    .where(source.condition())
                                                    .limit(most)
                                                    .asTable("some"))));
        }
        if (counts.isEmpty()) {
            return 0;
        }
        return gate.page(() -> {
            long sum = 0;
            Record found = dsl.select(counts).fetchSingle();
            for (Field<Integer> count : counts) {
                sum += found.get(count);
            }
            return sum;
        });
    }

    private static List<SourceQuery> sources(TimelineQuery query) {
        List<SourceQuery> sources = new ArrayList<>();
        for (Source source : Source.values()) {
            Set<TimelineKind> wanted = EnumSet.noneOf(TimelineKind.class);
            wanted.addAll(TimelineKind.of(source));
            wanted.retainAll(query.kinds());
            if (!wanted.isEmpty()) {
                sources.add(of(source, query, wanted));
            }
        }
        return sources;
    }

    private static SourceQuery of(Source source, TimelineQuery query, Set<TimelineKind> wanted) {
        SourceBounds bounds = new SourceBounds(query, source);
        boolean all = wanted.equals(TimelineKind.of(source));
        return switch (source) {
            case AUTHENTICATION -> {
                Condition kind =
                        all
                                ? DSL.noCondition()
                                : AUTHENTICATION.ACCEPTED.eq(wanted.contains(TimelineKind.SIGN_ON));
                yield bounds.byId(
                        AUTHENTICATION,
                        AUTHENTICATION.ID,
                        DSL.when(AUTHENTICATION.ACCEPTED, TimelineKind.SIGN_ON.name())
                                .otherwise(TimelineKind.SIGN_ON_REFUSED.name()),
                        bounds.ofCard(AUTHENTICATION.SIM_ID, AUTHENTICATION.ORGANISATION_ID)
                                .and(kind));
            }
            case CONNECTION -> {
                Condition refused = CONNECTION.END_REASON.in(REFUSALS);
                Condition kind =
                        all
                                ? DSL.noCondition()
                                : wanted.contains(TimelineKind.REFUSAL)
                                        ? refused
                                        : DSL.not(refused);
                yield bounds.byId(
                        CONNECTION,
                        CONNECTION.ID,
                        DSL.when(refused, TimelineKind.REFUSAL.name())
                                .otherwise(TimelineKind.CONNECTION.name()),
                        bounds.ofCard(CONNECTION.SIM_ID, CONNECTION.ORGANISATION_ID).and(kind));
            }
            case ALERT ->
                    bounds.byMoment(
                            ALERT,
                            ALERT.ID,
                            ALERT.OPENED_AT,
                            bounds.ofCard(ALERT.SUBJECT_ID, ALERT.ORGANISATION_ID));
            case SESSION_START ->
                    bounds.byMoment(
                            SESSION,
                            SESSION.ID,
                            SESSION.STARTED_AT,
                            bounds.ofCard(SESSION.SIM_ID, SESSION.ORGANISATION_ID));
            case SESSION_END ->
                    bounds.byMoment(
                            SESSION,
                            SESSION.ID,
                            SESSION.ENDED_AT,
                            bounds.ofCard(SESSION.SIM_ID, SESSION.ORGANISATION_ID)
                                    .and(SESSION.ENDED_AT.isNotNull()));
            case REQUEST ->
                    bounds.byMoment(
                            SIM_REQUEST,
                            SIM_REQUEST.ID,
                            SIM_REQUEST.ASKED_AT,
                            bounds.ofCard(SIM_REQUEST.SIM_ID, SIM_REQUEST.ORGANISATION_ID));
            case ANSWER ->
                    bounds.byMoment(
                            SIM_REQUEST,
                            SIM_REQUEST.ID,
                            SIM_REQUEST.ANSWERED_AT,
                            bounds.ofCard(SIM_REQUEST.SIM_ID, SIM_REQUEST.ORGANISATION_ID)
                                    .and(SIM_REQUEST.ANSWERED_AT.isNotNull()));
            case STATUS_CHANGE ->
                    bounds.byMoment(
                            SIM_STATUS_CHANGE,
                            SIM_STATUS_CHANGE.ID,
                            SIM_STATUS_CHANGE.AT,
                            bounds.ofCard(
                                    SIM_STATUS_CHANGE.SIM_ID, SIM_STATUS_CHANGE.ORGANISATION_ID));
        };
    }
}
