package io.passerelle.portal;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.shared.SelectionPreservationMode;
import com.vaadin.flow.data.provider.SortDirection;
import io.passerelle.foundation.ListQuery;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A list as people use it: a lazy grid between a tool bar (search, filters, columns, export) and an
 * edit bar (actions, selection, count), kept fresh by itself. Everything in it follows from a
 * {@link ListDefinition}.
 *
 * @param <R> one row
 */
public final class ListView<R> extends VerticalLayout {

    private static final int NARROW_BELOW = 700;
    private static final int PIECE = 60;

    private final ListDefinition<R> list;
    private final Grid<R> grid = new Grid<>(PIECE);
    private final ListRows<R> rows;
    private final ListColumns<R> columns;
    private final ListActions<R> actions;
    private final ListFilters filters;
    private final ListToolbar<R> toolbar;
    private final ListFooter<R> footer;
    private final ListExport<R> exports;
    private final ListDetails<R> details;
    private ListState state;
    private boolean restoring;
    private Consumer<Map<String, List<String>>> whenStateChanges = parameters -> {};

    /** A list for the person who looks at the page. */
    public ListView(Kit kit, ListDefinition<R> list) {
        this.list = list;
        this.state = ListState.start(list);
        this.footer = new ListFooter<>(list, kit, this::clearSelection);
        this.rows = new ListRows<>(list, kit, () -> state, footer::counted);
        this.columns = new ListColumns<>(list, grid, kit);
        this.actions = new ListActions<>(list, grid, this::selected);
        this.filters = new ListFilters(list, kit, () -> state, this::change);
        this.exports = new ListExport<>(list, kit, rows::query, columns);
        this.toolbar =
                new ListToolbar<>(list, columns, filters, actions, this::change, exports::start);
        this.details = new ListDetails<>(list, this::clearSelection);
        prepareGrid();
        setSizeFull();
        setPadding(false);
        setSpacing(false);
        addClassName("list-view");
        setId(list.id());
        footer.setActions(actions);
        Div middle = new Div(grid, details);
        middle.addClassName("list-middle");
        add(toolbar, filters.chips(), middle, footer, exports);
        setFlexGrow(1, middle);
        kit.clock().follow(this, list.topics(), rows.throttle(), this::refresh);
    }

    /** Reads the shown rows again; place and selection stay. */
    public void refresh() {
        rows.provider().refreshAll();
        actions.selectionChanged();
    }

    /** The selected rows as they are now. */
    public List<R> selected() {
        return rows.current(grid.getSelectedItems());
    }

    /** What the columns say of the one selected row; empty when it is not one. */
    List<PageContext.Fact> facts() {
        List<R> chosen = selected();
        if (chosen.size() != 1) {
            return List.of();
        }
        return columns.shown().stream()
                .map(column ->
                        new PageContext.Fact(
                                columns.header(column.key()), column.exported(chosen.getFirst())))
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    /** What the list is narrowed down to now. */
    public ListQuery query() {
        return list.query(state);
    }

    /** Called with the query part of the page's address whenever what is looked at changes. */
    void whenStateChanges(Consumer<Map<String, List<String>>> listener) {
        whenStateChanges = listener;
    }

    /** Shows what an address asks for. */
    void restore(Map<String, List<String>> parameters) {
        restoring = true;
        grid.deselectAll();
        state = ListState.fromParameters(list, parameters);
        toolbar.show(state);
        filters.show(state);
        columns.sort(state.sorts());
        showEmptyState();
        if (!state.selected().isEmpty()) {
            rows.byIdentity(state.selected()).ifPresent(grid::select);
        }
        restoring = false;
        rows.provider().refreshAll();
    }

    /** What the address of this state is. */
    Map<String, List<String>> parameters() {
        return state.toParameters(list);
    }

    /** The part of the address that narrows the list down. */
    Map<String, List<String>> conditions() {
        return state.withSorts(list.firstOrder()).withSelected("").toParameters(list);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var page = event.getUI().getPage();
        columns.setNarrow(narrow(page.windowSizeSignal().peek().width()));
        var resized =
                page.addBrowserWindowResizeListener(size -> {
                    columns.setNarrow(narrow(size.getWidth()));
                });
        addDetachListener(detached -> {
            resized.remove();
            detached.unregisterListener();
        });
    }

    private static boolean narrow(int width) {
        return width > 0 && width < NARROW_BELOW;
    }

    private void prepareGrid() {
        grid.setId(list.id() + "-grid");
        grid.setSizeFull();
        grid.addThemeName("compact");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setMultiSort(true, Grid.MultiSortPriority.APPEND, true);
        grid.setColumnReorderingAllowed(true);
        grid.setSelectionMode(Grid.SelectionMode.MULTI);
        grid.setSelectionPreservationMode(SelectionPreservationMode.PRESERVE_ALL);
        if (grid.getSelectionModel() instanceof GridMultiSelectionModel<R> model) {
            model.setSelectAllCheckboxVisibility(
                    GridMultiSelectionModel.SelectAllCheckboxVisibility.HIDDEN);
            model.setDragSelect(true);
        }
        columns.sort(state.sorts());
        grid.setDataProvider(rows.provider());
        grid.addSortListener(sorted -> sorted(sorted.isFromClient()));
        grid.addSelectionListener(changed -> selectionChanged());
        actions.listen(this::selectFirst);
        showEmptyState();
    }

    private void sorted(boolean byPerson) {
        if (byPerson) {
            change(
                    state.withSorts(
                            grid.getSortOrder().stream()
                                    .map(order ->
                                            new ListQuery.Sort(
                                                    order.getSorted().getKey(),
                                                    order.getDirection()
                                                            == SortDirection.DESCENDING))
                                    .toList()));
        }
    }

    private void selectionChanged() {
        List<R> selected = selected();
        footer.selected(selected.size());
        actions.selectionChanged();
        details.show(selected);
        state =
                state.withSelected(
                        selected.size() == 1 ? list.identity(selected.getFirst()).toString() : "");
        announce();
    }

    private void change(ListState changed) {
        boolean sameRows =
                changed.search().equals(state.search())
                        && changed.filters().equals(state.filters());
        state = changed;
        filters.show(state);
        toolbar.show(state);
        if (!sameRows) {
            grid.deselectAll();
            grid.scrollToStart();
        }
        showEmptyState();
        rows.provider().refreshAll();
        announce();
    }

    private void announce() {
        if (!restoring) {
            whenStateChanges.accept(parameters());
        }
    }

    private void selectFirst() {
        List<R> first = rows.first();
        grid.asMultiSelect().select(first);
        if (first.size() == ListRows.SELECTABLE) {
            Notices.done(Texts.text("kit.list.selectedFirst", ListRows.SELECTABLE));
        }
    }

    private void clearSelection() {
        grid.deselectAll();
    }

    private void showEmptyState() {
        grid.setEmptyStateComponent(
                new EmptyState(
                        list.name(),
                        state.hasConditions(),
                        () -> change(state.withoutConditions()),
                        actions.mainButton("empty")));
    }
}
