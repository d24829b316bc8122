package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list declared: what its rows are, its columns, its filters, what can be done, and what keeps it
 * fresh.
 *
 * <p>The name is the stem of its bundle keys: {@code <name>.title}, {@code <name>.empty}, {@code
 * <name>.search}, {@code <name>.<column or filter>} and {@code <name>.action.<action>}.
 *
 * @param <R> one row
 */
public final class ListDefinition<R> {

    private final String name;
    private final Listing<R> listing;
    private final Function<R, Object> identity;
    private final List<Column<R>> columns = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final List<RowAction<R>> actions = new ArrayList<>();
    private final List<String> topics = new ArrayList<>();
    private ListQuery standing = ListQuery.ALL;
    private List<ListQuery.Sort> firstOrder = List.of();
    private boolean searchable = true;
    private @Nullable Function<R, ? extends Component> details;

    private ListDefinition(String name, Listing<R> listing, Function<R, Object> identity) {
        this.name = name;
        this.listing = listing;
        this.identity = identity;
    }

    /**
     * The start of a declaration.
     *
     * @param identity what makes a row the same row after it changed
     */
    public static <R> ListDefinition<R> of(
            String name, Listing<R> listing, Function<R, Object> identity) {
        return new ListDefinition<>(name, listing, identity);
    }

    /** One more column. */
    public ListDefinition<R> column(Column<R> column) {
        columns.add(column);
        return this;
    }

    /** One more filter. */
    public ListDefinition<R> filter(Filter filter) {
        filters.add(filter);
        return this;
    }

    /** One more action. */
    public ListDefinition<R> action(RowAction<R> action) {
        actions.add(action);
        return this;
    }

    /** One more action, for those who may: what somebody may not do is not shown (ACC-5). */
    public ListDefinition<R> action(boolean allowed, RowAction<R> action) {
        return allowed ? action(action) : this;
    }

    /**
     * Reads the shown rows again, a few times a second at most, when the live topic of that name
     * changed.
     */
    public ListDefinition<R> live(String topic) {
        topics.add(topic);
        return this;
    }

    /** Conditions that always hold and nobody can take off. */
    public ListDefinition<R> always(ListQuery query) {
        standing = query;
        return this;
    }

    /** The order of the first look. */
    public ListDefinition<R> orderedBy(String key, boolean descending) {
        firstOrder = List.of(new ListQuery.Sort(key, descending));
        return this;
    }

    /** Tells about the one selected row beside the list. The component keeps itself fresh. */
    public ListDefinition<R> details(Function<R, ? extends Component> about) {
        details = about;
        return this;
    }

    /** Without a search field. */
    public ListDefinition<R> withoutSearch() {
        searchable = false;
        return this;
    }

    String name() {
        return name;
    }

    /** The name where only letters, digits and dashes may stand. */
    String id() {
        return name.replace('.', '-');
    }

    Listing<R> listing() {
        return listing;
    }

    Object identity(R row) {
        return identity.apply(row);
    }

    List<Column<R>> columns() {
        return columns;
    }

    List<Filter> filters() {
        return filters;
    }

    List<RowAction<R>> actions() {
        return actions;
    }

    List<String> topics() {
        return topics;
    }

    List<ListQuery.Sort> firstOrder() {
        return firstOrder;
    }

    boolean isSearchable() {
        return searchable;
    }

    @Nullable Function<R, ? extends Component> details() {
        return details;
    }

    @Nullable RowAction<R> usualAction() {
        return actions.stream().filter(RowAction::isUsual).findFirst().orElse(null);
    }

    /** What to ask of the listing for a state of the page. */
    ListQuery query(ListState state) {
        ListQuery query = new ListQuery(state.search(), state.filters(), state.sorts());
        for (var entry : standing.filters().entrySet()) {
            query = query.withFilter(entry.getKey(), entry.getValue().toArray(String[]::new));
        }
        return query;
    }
}
