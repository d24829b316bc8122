package io.passerelle.connections;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import io.passerelle.network.GatewaySettings;
import io.passerelle.nodes.NodeQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * The connections that are open now, on whichever node (M2M-28, ALL-4): this one's from memory, and
 * those of the others as they tell them. Who does not answer within a second is left out, and
 * {@link #silent} names it.
 */
@Service
public final class OpenEverywhere implements Listing<OpenConnection> {

    /** With other nodes there are no rows beyond: each of them would have to tell as many. */
    static final int COUNTED_UP_TO = 10_000;

    private static final int PIECE = 2_000;

    private final OpenHere here;
    private final OpenElsewhere elsewhere;
    private final LiveConnections live;

    OpenEverywhere(
            LiveConnections live,
            GatewaySettings gateway,
            NodeQuestions questions,
            JsonMapper json) {
        this.live = live;
        this.here = new OpenHere(live, gateway.node());
        this.elsewhere = new OpenElsewhere(here, questions, json);
    }

    /** Whether other nodes may have any, too. */
    public boolean areOthers() {
        return elsewhere.areAny();
    }

    /** The names of the nodes whose connections are listed, this one's first. */
    public List<String> nodes() {
        return Stream.concat(Stream.of(here.node()), elsewhere.names().stream()).toList();
    }

    /** The names of the nodes whose connections a list lacks now, because they do not answer. */
    public List<String> silent(Visible visible) {
        return elsewhere.ask(visible, ListQuery.ALL, null, 0).silent();
    }

    /** How many are open on this node, of everybody. */
    public int countHere() {
        return live.count();
    }

    /** One that is open, if that somebody may see it. */
    public Optional<OpenConnection> get(Visible visible, UUID id) {
        ListQuery query = ListQuery.ALL.withFilter("id", id.toString());
        return Stream.concat(
                        here.list(visible, query, null, 1).stream(),
                        Stream.of(id)
                                .flatMap(other ->
                                        elsewhere.ask(visible, query, null, 1).rows().stream()))
                .findFirst();
    }

    @Override
    public Set<String> sortKeys() {
        return OpenHere.SORT_KEYS;
    }

    @Override
    public Set<String> filterKeys() {
        return OpenConnectionFilters.KEYS;
    }

    @Override
    public List<OpenConnection> page(Visible visible, ListQuery query, int offset, int limit) {
        int from = Math.max(0, offset);
        return first(visible, query, null, from + limit).stream().skip(from).limit(limit).toList();
    }

    @Override
    public long count(Visible visible, ListQuery query) {
        long own = here.count(visible, query);
        return elsewhere.areAny()
                ? Math.min(COUNTED_UP_TO, own + elsewhere.ask(visible, query, null, 0).count())
                : own;
    }

    @Override
    public long countedUpTo(ListQuery query) {
        return elsewhere.areAny() ? COUNTED_UP_TO : Long.MAX_VALUE;
    }

    /** Connections come and go: the cursor is the last id seen, of the newest first. */
    @Override
    public Slice<OpenConnection> after(
            Visible visible, ListQuery query, @Nullable String cursor, int limit) {
        ListQuery newestFirst = new ListQuery(query.search(), query.filters(), List.of());
        List<OpenConnection> rest =
                first(visible, newestFirst, cursor == null ? null : id(cursor), limit + 1);
        boolean more = rest.size() > limit;
        List<OpenConnection> items = more ? rest.subList(0, limit) : rest;
        return new Slice<>(items, more ? items.getLast().id().toString() : null);
    }

    @Override
    public void each(Visible visible, ListQuery query, Consumer<OpenConnection> row) {
        List<OpenConnection> all = new ArrayList<>();
        String cursor = null;
        do {
            Slice<OpenConnection> piece = after(visible, query, cursor, PIECE);
            all.addAll(piece.items());
            cursor = piece.next();
        } while (cursor != null);
        all.stream().sorted(OpenHere.order(query)).forEach(row);
    }

    /** The first ones of all nodes, in the query's order. */
    private List<OpenConnection> first(
            Visible visible, ListQuery query, @Nullable UUID before, int limit) {
        List<OpenConnection> own = here.list(visible, query, before, limit);
        List<OpenConnection> others =
                elsewhere.ask(visible, query, before, Math.min(limit, COUNTED_UP_TO)).rows();
        if (others.isEmpty()) {
            return own;
        }
        return Stream.concat(own.stream(), others.stream())
                .sorted(OpenHere.order(query))
                .limit(limit)
                .toList();
    }

    private static UUID id(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw Refused.field("cursor", "cursor.bad");
        }
    }
}
