package io.passerelle.portal;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.passerelle.foundation.ListQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a list in its grid: as declared, as the person arranged them, or as one card on a
 * narrow screen.
 */
final class ListColumns<R> {

    private static final String CARD = "card";

    private static final String CELL =
            "<span class=\"cell ${item.s}\" title=\"${item.h || item.t}\" data-mark=\"${item.m}\">"
                    + "${item.l ? html`<a href=\"${item.l}\">${item.t}</a>` : item.t}</span>";

    private final ListDefinition<R> list;
    private final Grid<R> grid;
    private final Kit kit;
    private ColumnLayout layout;
    private boolean narrow;

    ListColumns(ListDefinition<R> list, Grid<R> grid, Kit kit) {
        this.list = list;
        this.grid = grid;
        this.kit = kit;
        this.layout = ColumnLayout.declared(list);
        grid.addColumn(card()).setKey(CARD).setFlexGrow(1).setVisible(false);
        list.columns().forEach(this::add);
        layout = ColumnLayout.remembered(list, kit.remembered(preference()));
        apply();
        grid.addColumnReorderListener(moved ->
                keep(
                        layout.ordered(
                                moved.getColumns().stream().map(Grid.Column::getKey).toList())));
        grid.addColumnResizeListener(resized ->
                keep(
                        layout.resized(
                                resized.getResizedColumn().getKey(),
                                resized.getResizedColumn().getWidth())));
    }

    /** The header's words. */
    String header(String key) {
        return Texts.text(list.name() + "." + key);
    }

    boolean isShown(String key) {
        return layout.isShown(key);
    }

    /** The chosen columns in the chosen order: what exports write. */
    List<Column<R>> shown() {
        Map<String, Column<R>> byKey = new HashMap<>();
        list.columns().forEach(column -> byKey.put(column.key(), column));
        return layout.shown().stream().map(byKey::get).toList();
    }

    /** Shows or hides a column and remembers that; the last one stays. */
    void choose(String key, boolean shown) {
        keep(layout.shown(key, shown));
        apply();
    }

    /** Back to the columns as declared. */
    void reset() {
        keep(ColumnLayout.declared(list));
        apply();
    }

    /** On a narrow screen each row is one card. */
    void setNarrow(boolean isNarrow) {
        if (narrow != isNarrow) {
            narrow = isNarrow;
            apply();
        }
    }

    /** Shows an order that came from the page's address. */
    void sort(List<ListQuery.Sort> order) {
        List<GridSortOrder<R>> orders = new ArrayList<>();
        for (ListQuery.Sort sort : order) {
            Grid.@Nullable Column<R> column = grid.getColumnByKey(sort.key());
            if (column != null && column.isSortable()) {
                orders.add(
                        new GridSortOrder<>(
                                column,
                                sort.descending()
                                        ? SortDirection.DESCENDING
                                        : SortDirection.ASCENDING));
            }
        }
        grid.sort(orders);
    }

    private void add(Column<R> column) {
        Grid.Column<R> added =
                grid.addColumn(renderer(column))
                        .setKey(column.key())
                        .setHeader(header(column.key()))
                        .setResizable(true)
                        .setWidth(column.width())
                        .setFlexGrow(column.grow());
        if (column.isSortable()) {
            added.setSortProperty(column.key());
        }
        if (column.isAlignedToEnd()) {
            added.setTextAlign(ColumnTextAlign.END);
        }
    }

    private LitRenderer<R> renderer(Column<R> column) {
        return LitRenderer.<R>of(CELL)
                .withProperty("t", row -> column.cell(row).text())
                .withProperty("s", row -> column.cell(row).styles())
                .withProperty("m", row -> column.cell(row).mark())
                .withProperty("h", row -> column.cell(row).tooltip())
                .withProperty("l", row -> column.cell(row).href());
    }

    private LitRenderer<R> card() {
        return LitRenderer.<R>of(
                        "<div class=\"row-card\">${item.cells.map(c => html`<span class=\"line\">"
                                + "<span class=\"name\">${c.n}</span>"
                                + "<span class=\"cell ${c.s}\">${c.t}</span></span>`)}</div>")
                .withProperty("cells", this::cardLines);
    }

    private List<CardLine> cardLines(R row) {
        List<CardLine> lines = new ArrayList<>();
        for (Column<R> column : list.columns()) {
            Cell cell = column.isNarrow() ? column.cell(row) : Cell.NONE;
            if (!cell.text().isEmpty()) {
                lines.add(
                        new CardLine(
                                lines.isEmpty() ? "" : header(column.key()),
                                cell.text(),
                                cell.styles()));
            }
        }
        return lines;
    }

    /**
     * A line of a card as the browser gets it. A map would arrive empty: it is taken for a bean.
     */
    public record CardLine(String n, String t, String s) {}

    private void keep(ColumnLayout changed) {
        if (narrow) {
            return; // a card has no columns to arrange
        }
        layout = changed;
        kit.remember(preference(), layout.toPreference(list));
    }

    private void apply() {
        grid.setClassName("cards", narrow); // cards name their lines themselves: no header
        grid.getColumnByKey(CARD).setVisible(narrow);
        List<Grid.Column<R>> order = new ArrayList<>();
        order.add(grid.getColumnByKey(CARD));
        for (String key : layout.order()) {
            Grid.Column<R> column = grid.getColumnByKey(key);
            column.setVisible(!narrow && layout.isShown(key));
            String width = layout.width(key);
            if (!width.isEmpty()) {
                column.setWidth(width).setFlexGrow(0);
            }
            order.add(column);
        }
        grid.setColumnOrder(order);
    }

    private String preference() {
        return "list." + list.name();
    }
}
