package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.SIM_TAG;

import io.passerelle.foundation.Visible;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** The tags of cards. */
@Repository
public class SimTagStore {

    /** Takes tags away, adds others behind, and leaves out what is there already. */
    private static final String CHANGE =
            """
            update sim set version = version + 1, tags = array(
                select tag from unnest(sim.tags || {0}::text[]) with ordinality as t (tag, at)
                where tag <> all({1}::text[]) group by tag order by min(at))
            where id = any({2}) and organisation_id = {3}
            """;

    private static final String FORGET =
            """
            delete from sim_tag t where t.organisation_id = {0} and t.tag = any({1}::text[])
            and not exists (select from sim s where cardinality(s.tags) > 0 and s.tags @> array[t.tag]
                and s.organisation_id = t.organisation_id)
            """;

    private final DSLContext dsl;

    SimTagStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Cards that have any of the tags. */
    static Condition filter(String key, List<String> values) {
        // the index is of cards with tags, which PostgreSQL has to be told
        return DSL.condition(
                "(cardinality({0}) > 0 and {0} && {1}::text[])",
                SIM.TAGS, DSL.val(values.toArray(String[]::new)));
    }

    /** Changes the tags of cards of one organisation; how many cards. */
    public int change(
            Collection<UUID> ids, UUID organisation, List<String> add, List<String> remove) {
        int changed =
                dsl.execute(
                        CHANGE,
                        DSL.val(add.toArray(String[]::new)),
                        DSL.val(remove.toArray(String[]::new)),
                        DSL.val(ids.toArray(UUID[]::new)),
                        DSL.val(organisation));
        known(organisation, add);
        forget(organisation, remove);
        return changed;
    }

    /** The most tags one of the cards has. */
    public int most(Collection<UUID> ids) {
        Integer most =
                dsl.select(DSL.max(DSL.field("cardinality({0})", Integer.class, SIM.TAGS)))
                        .from(SIM)
                        .where(SIM.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                        .fetchOne(0, Integer.class);
        return most == null ? 0 : most;
    }

    /** Remembers tags to choose from. */
    public void known(UUID organisation, Collection<String> tags) {
        for (String tag : tags) {
            dsl.insertInto(SIM_TAG)
                    .set(SIM_TAG.ORGANISATION_ID, organisation)
                    .set(SIM_TAG.TAG, tag)
                    .onConflictDoNothing()
                    .execute();
        }
    }

    /** Forgets those that no card has any more. */
    public void forget(UUID organisation, Collection<String> tags) {
        if (!tags.isEmpty()) {
            dsl.execute(FORGET, DSL.val(organisation), DSL.val(tags.toArray(String[]::new)));
        }
    }

    /** The tags of the cards somebody sees, by name; at most so many. */
    public List<String> of(Visible visible, int limit) {
        Condition seen =
                switch (visible) {
                    case Visible.Everything ignored -> DSL.trueCondition();
                    case Visible.Organisations(Set<UUID> ids) ->
                            SIM_TAG.ORGANISATION_ID.eq(DSL.any(ids.toArray(UUID[]::new)));
                };
        return dsl.selectDistinct(SIM_TAG.TAG)
                .from(SIM_TAG)
                .where(seen)
                .orderBy(SIM_TAG.TAG)
                .limit(limit)
                .fetch(SIM_TAG.TAG);
    }
}
