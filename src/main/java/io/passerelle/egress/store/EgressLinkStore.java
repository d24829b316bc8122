package io.passerelle.egress.store;

import static io.passerelle.store.db.Tables.EGRESS_LINK;
import static io.passerelle.store.db.Tables.ROUTE_DESTINATION;

import io.passerelle.egress.EgressLink;
import io.passerelle.egress.LinkCheck;
import io.passerelle.egress.LinkEnd;
import io.passerelle.egress.LinkFallback;
import io.passerelle.egress.LinkKind;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Listing;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Egress links. */
@Repository
public class EgressLinkStore {

    private final DSLContext dsl;
    private final JsonMapper json;

    EgressLinkStore(DSLContext dsl, JsonMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    /** An end as the column has it. */
    private record StoredEnd(
            String node, @Nullable String ipv4, @Nullable String ipv6, String device) {

        static StoredEnd of(LinkEnd end) {
            return new StoredEnd(end.node(), text(end.ipv4()), text(end.ipv6()), end.device());
        }

        LinkEnd end() {
            return new LinkEnd(node, address(ipv4), address(ipv6), device);
        }

        private static @Nullable String text(@Nullable InetAddress address) {
            return address == null ? null : address.getHostAddress();
        }

        private static @Nullable InetAddress address(@Nullable String text) {
            return text == null ? null : Addresses.of(text);
        }
    }

    /** All of them, from one statement. */
    public List<EgressLink> all() {
        return dsl.selectFrom(EGRESS_LINK).orderBy(EGRESS_LINK.NAME).fetch(this::read);
    }

    /** One of them. */
    public Optional<EgressLink> byId(UUID id) {
        return dsl.selectFrom(EGRESS_LINK).where(EGRESS_LINK.ID.eq(id)).fetchOptional(this::read);
    }

    /** How many destinations of routes are pinned to it. */
    public int pinned(UUID id) {
        return dsl.fetchCount(
                DSL.selectOne().from(ROUTE_DESTINATION).where(ROUTE_DESTINATION.LINK_ID.eq(id)));
    }

    /** The list; it is nobody's but the operator's. */
    public Listing<EgressLink> listing() {
        return JooqListing.of(dsl, EGRESS_LINK, EGRESS_LINK.ID, this::read)
                .sort("name", EGRESS_LINK.NAME)
                .sort("kind", EGRESS_LINK.KIND)
                .sort("priority", EGRESS_LINK.PRIORITY)
                .sort("updatedAt", EGRESS_LINK.UPDATED_AT)
                .filter("kind", Filters.oneOf(EGRESS_LINK.KIND, LinkKind.class))
                .filter("enabled", Filters.truth(EGRESS_LINK.ENABLED))
                .search(word ->
                        EGRESS_LINK
                                .NAME
                                .containsIgnoreCase(word)
                                .or(EGRESS_LINK.NOTE.containsIgnoreCase(word))
                                .or(
                                        DSL.field(
                                                        "array_to_string({0}, ' ')",
                                                        String.class, EGRESS_LINK.NETWORKS)
                                                .contains(word)))
                .usualOrder("name", false)
                .build();
    }

    /** Adds one, in the caller's transaction. */
    public void insert(EgressLink link) {
        dsl.insertInto(EGRESS_LINK)
                .set(EGRESS_LINK.ID, link.id())
                .set(EGRESS_LINK.CREATED_AT, link.createdAt())
                .set(values(link))
                .execute();
    }

    /**
     * Changes one, in the caller's transaction; false when the version is no longer the one given.
     */
    public boolean update(EgressLink link) {
        return dsl.update(EGRESS_LINK)
                        .set(values(link))
                        .set(EGRESS_LINK.VERSION, EGRESS_LINK.VERSION.plus(1))
                        .where(EGRESS_LINK.ID.eq(link.id()))
                        .and(EGRESS_LINK.VERSION.eq(link.version()))
                        .execute()
                == 1;
    }

    /** Removes one; false when it is gone already. */
    public boolean delete(UUID id) {
        return dsl.deleteFrom(EGRESS_LINK).where(EGRESS_LINK.ID.eq(id)).execute() == 1;
    }

    private Map<Field<?>, Object> values(EgressLink link) {
        LinkCheck check = link.check();
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        values.put(EGRESS_LINK.NAME, link.name());
        values.put(EGRESS_LINK.KIND, link.kind().name());
        values.put(EGRESS_LINK.PRIORITY, link.priority());
        values.put(EGRESS_LINK.ENABLED, link.enabled());
        values.put(EGRESS_LINK.FALLBACK, link.fallback().name());
        values.put(
                EGRESS_LINK.NETWORKS,
                link.networks().stream().map(Cidr::toString).toArray(String[]::new));
        values.put(EGRESS_LINK.ENDS, JSONB.valueOf(json.writeValueAsString(stored(link))));
        values.put(EGRESS_LINK.CHECK_ADDRESS, check == null ? null : check.address());
        values.put(EGRESS_LINK.CHECK_PORT, check == null ? null : check.port());
        values.put(EGRESS_LINK.CHECK_INTERVAL, check == null ? 5 : check.intervalSeconds());
        values.put(EGRESS_LINK.CHECK_FALL, check == null ? 2 : check.fall());
        values.put(EGRESS_LINK.CHECK_RISE, check == null ? 2 : check.rise());
        values.put(EGRESS_LINK.NOTE, link.note());
        values.put(EGRESS_LINK.UPDATED_AT, link.updatedAt());
        return values;
    }

    private static List<StoredEnd> stored(EgressLink link) {
        return link.ends().stream().map(StoredEnd::of).toList();
    }

    private EgressLink read(Record row) {
        StoredEnd[] ends = json.readValue(row.get(EGRESS_LINK.ENDS).data(), StoredEnd[].class);
        return new EgressLink(
                row.get(EGRESS_LINK.ID),
                row.get(EGRESS_LINK.NAME),
                LinkKind.valueOf(row.get(EGRESS_LINK.KIND)),
                row.get(EGRESS_LINK.PRIORITY),
                row.get(EGRESS_LINK.ENABLED),
                LinkFallback.valueOf(row.get(EGRESS_LINK.FALLBACK)),
                Stream.of(row.get(EGRESS_LINK.NETWORKS)).map(Cidr::of).toList(),
                Arrays.stream(ends).map(StoredEnd::end).toList(),
                check(row),
                row.get(EGRESS_LINK.NOTE),
                row.get(EGRESS_LINK.CREATED_AT),
                row.get(EGRESS_LINK.UPDATED_AT),
                row.get(EGRESS_LINK.VERSION));
    }

    private static @Nullable LinkCheck check(Record row) {
        InetAddress address = row.get(EGRESS_LINK.CHECK_ADDRESS);
        Integer port = row.get(EGRESS_LINK.CHECK_PORT);
        return address == null || port == null
                ? null
                : new LinkCheck(
                        address,
                        port,
                        row.get(EGRESS_LINK.CHECK_INTERVAL),
                        row.get(EGRESS_LINK.CHECK_FALL),
                        row.get(EGRESS_LINK.CHECK_RISE));
    }
}
