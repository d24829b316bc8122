package io.passerelle.nodes.store;

import static io.passerelle.store.db.Tables.NODE;
import static io.passerelle.store.db.Tables.SECRET_KEY;

import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Listing;
import io.passerelle.nodes.Node;
import io.passerelle.nodes.NodeState;
import io.passerelle.nodes.Nodes;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** The table of nodes. Ages are told by the database's clock: nodes' clocks may differ. */
@Repository
public class NodeStore {

    private static final Condition SILENT =
            DSL.condition(
                    "node.seen_at < now() - make_interval(secs => {0})",
                    DSL.inline(Nodes.DEAD_AFTER_SECONDS));

    private static final Field<String> STATE =
            DSL.when(
                            NODE.STATE.ne(NodeState.STOPPED.name()).and(SILENT),
                            DSL.inline(NodeState.DEAD.name()))
                    .otherwise(NODE.STATE);

    private static final Field<String> SHOWN = STATE.as("shown");

    private static final Field<Instant> NOW = DSL.field("now()", NODE.SEEN_AT.getDataType());

    private final DSLContext dsl;

    NodeStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * Takes note of the key this node seals with.
     *
     * @return false when the database's secrets were sealed with another
     */
    public boolean sealsWith(String fingerprint) {
        dsl.insertInto(SECRET_KEY)
                .set(SECRET_KEY.FINGERPRINT, fingerprint)
                .onConflictDoNothing()
                .execute();
        return dsl.fetchExists(SECRET_KEY, SECRET_KEY.FINGERPRINT.eq(fingerprint));
    }

    /** Whether another living node has that name. */
    public boolean isNameTaken(UUID id, String name) {
        return dsl.fetchExists(
                NODE,
                NODE.ID
                        .ne(id)
                        .and(DSL.lower(NODE.NAME).eq(DSL.lower(name)))
                        .and(NODE.STATE.ne(NodeState.STOPPED.name()))
                        .and(DSL.not(SILENT)));
    }

    /** Writes down that a node starts, or what it has become. */
    public void register(Node node) {
        dsl.insertInto(NODE)
                .set(NODE.ID, node.id())
                .set(NODE.NAME, node.name())
                .set(NODE.VERSION, node.version())
                .set(NODE.ROLES, node.roles().toArray(String[]::new))
                .set(NODE.ADDRESS, node.address())
                .set(NODE.PORTAL_URL, node.portalUrl())
                .set(NODE.STATE, node.state().name())
                .set(NODE.STARTED_AT, node.startedAt())
                .onConflict(NODE.ID)
                .doUpdate()
                .setAllToExcluded()
                .set(NODE.SEEN_AT, NOW)
                .execute();
    }

    /** A new life: what was asked of the one before is done, and what it was short of is over. */
    public void forgetDrain(UUID id) {
        dsl.update(NODE)
                .setNull(NODE.DRAIN_ASKED_AT)
                .set(NODE.DRAIN_ASKED_BY, "")
                .set(NODE.SHORT_OF, DSL.defaultValue(NODE.SHORT_OF))
                .where(NODE.ID.eq(id))
                .execute();
    }

    /** A sign of life; false when the node is not known (any more). */
    public boolean beat(UUID id, int sessions, int connections) {
        return dsl.update(NODE)
                        .set(NODE.SEEN_AT, NOW)
                        .set(NODE.SESSIONS, sessions)
                        .set(NODE.CONNECTIONS, connections)
                        .where(NODE.ID.eq(id))
                        .execute()
                > 0;
    }

    /** Says of which pools a node has hardly any address left. */
    public void shortOf(UUID id, List<Cidr> pools) {
        dsl.update(NODE)
                .set(NODE.SHORT_OF, pools.stream().map(Cidr::toString).toArray(String[]::new))
                .where(NODE.ID.eq(id))
                .execute();
    }

    /** Writes down that somebody wants a node out of service; false when there is none. */
    public boolean askDrain(UUID id, String by) {
        return dsl.update(NODE)
                        .set(NODE.DRAIN_ASKED_AT, NOW)
                        .set(NODE.DRAIN_ASKED_BY, by)
                        .where(NODE.ID.eq(id))
                        .execute()
                > 0;
    }

    /** Forgets a node, and with it what it owned. */
    public void delete(UUID id) {
        dsl.deleteFrom(NODE).where(NODE.ID.eq(id)).execute();
    }

    /** Forgets nodes that were not heard of for so long; how many. */
    public int deleteUnheard(int seconds) {
        return dsl.deleteFrom(NODE)
                .where("node.seen_at < now() - make_interval(secs => {0})", DSL.inline(seconds))
                .execute();
    }

    /** All of them. */
    public List<Node> all() {
        return dsl.select(fields()).from(NODE).orderBy(NODE.NAME, NODE.ID).fetch(NodeStore::read);
    }

    /** One of them. */
    public Optional<Node> byId(UUID id) {
        return dsl.select(fields()).from(NODE).where(NODE.ID.eq(id)).fetchOptional(NodeStore::read);
    }

    /** The list pages and the API show: the operator's, because a node belongs to nobody else. */
    public Listing<Node> listing() {
        return JooqListing.of(dsl, NODE, NODE.ID, NodeStore::read)
                .select(fields())
                .sort("name", NODE.NAME)
                .sort("version", NODE.VERSION)
                .sort("state", STATE)
                .sort("startedAt", NODE.STARTED_AT)
                .sort("seenAt", NODE.SEEN_AT)
                .sort("sessions", NODE.SESSIONS)
                .sort("connections", NODE.CONNECTIONS)
                .filter("id", Filters.ids(NODE.ID))
                .filter("state", Filters.oneOf(STATE, NodeState.class))
                .search(word ->
                        NODE.NAME
                                .containsIgnoreCase(word)
                                .or(NODE.ADDRESS.contains(word))
                                .or(NODE.PORTAL_URL.containsIgnoreCase(word)))
                .usualOrder("name", false)
                .build();
    }

    private static List<SelectFieldOrAsterisk> fields() {
        List<SelectFieldOrAsterisk> fields = new ArrayList<>(List.of(NODE.fields()));
        fields.add(SHOWN);
        return List.copyOf(fields);
    }

    private static Node read(Record row) {
        return new Node(
                row.get(NODE.ID),
                row.get(NODE.NAME),
                row.get(NODE.VERSION),
                Arrays.asList(row.get(NODE.ROLES)),
                row.get(NODE.ADDRESS),
                row.get(NODE.PORTAL_URL),
                NodeState.valueOf(row.get(SHOWN)),
                row.get(NODE.STARTED_AT),
                row.get(NODE.SEEN_AT),
                row.get(NODE.SESSIONS),
                row.get(NODE.CONNECTIONS),
                row.get(NODE.DRAIN_ASKED_AT),
                row.get(NODE.DRAIN_ASKED_BY),
                Stream.of(row.get(NODE.SHORT_OF)).map(Cidr::of).toList());
    }
}
