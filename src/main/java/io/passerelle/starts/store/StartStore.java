package io.passerelle.starts.store;

import static io.passerelle.store.db.Tables.NODE_START;

import io.passerelle.foundation.Listing;
import io.passerelle.starts.Start;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows of starts. */
@Repository
public class StartStore {

    /** More than anybody looks at; a node that starts again and again must not fill the disk. */
    private static final int KEPT = 10_000;

    private final DSLContext dsl;
    private final JsonMapper json;

    StartStore(DSLContext dsl, JsonMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    /** Adds one, and forgets the oldest beyond ten thousand. */
    public void add(Start start) {
        dsl.insertInto(NODE_START)
                .set(NODE_START.ID, start.id())
                .set(NODE_START.NODE, start.node())
                .set(NODE_START.AT, start.at())
                .set(NODE_START.UNEXPECTED, start.unexpected())
                .set(NODE_START.READY_MILLIS, start.took().toMillis())
                .set(NODE_START.COUNTS, JSONB.valueOf(json.writeValueAsString(start.counts())))
                .execute();
        dsl.deleteFrom(NODE_START)
                .where(
                        NODE_START.ID.in(
                                dsl.select(NODE_START.ID)
                                        .from(NODE_START)
                                        .orderBy(NODE_START.AT.desc())
                                        .offset(KEPT)))
                .execute();
    }

    /** The list pages and the API show. */
    public Listing<Start> listing() {
        return JooqListing.of(dsl, NODE_START, NODE_START.ID, this::row)
                .sort("node", NODE_START.NODE)
                .sort("at", NODE_START.AT)
                .sort("took", NODE_START.READY_MILLIS)
                .filter("node", Filters.anyOf(NODE_START.NODE))
                .filter("unexpected", Filters.truth(NODE_START.UNEXPECTED))
                .search(word -> NODE_START.NODE.containsIgnoreCase(word))
                .usualOrder("at", true)
                .build();
    }

    private Start row(Record row) {
        Map<String, Long> counts = new HashMap<>();
        JsonNode node = json.readTree(row.get(NODE_START.COUNTS).data());
        node.properties().forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        return new Start(
                row.get(NODE_START.ID),
                row.get(NODE_START.NODE),
                row.get(NODE_START.AT),
                row.get(NODE_START.UNEXPECTED),
                Duration.ofMillis(row.get(NODE_START.READY_MILLIS)),
                counts);
    }
}
