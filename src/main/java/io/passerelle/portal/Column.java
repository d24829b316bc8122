package io.passerelle.portal;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a list: how it is called, what it shows of a row, and how.
 *
 * @param <R> one row
 */
public final class Column<R> {

    private final String key;
    private final Function<R, Cell> cell;
    private Function<R, String> exported;
    private String width = "9em";
    private int grow = 1;
    private boolean sortable;
    private boolean visible = true;
    private boolean narrow;
    private boolean alignedToEnd;

    private Column(String key, Function<R, Cell> cell) {
        this.key = key;
        this.cell = cell;
        this.exported = row -> cell.apply(row).text();
    }

    /**
     * A column that shows a cell of its own making.
     *
     * @param key letters and digits; the header's text is the bundle key {@code <list>.<key>}
     */
    public static <R> Column<R> of(String key, Function<R, Cell> cell) {
        return new Column<>(key, cell);
    }

    /** A column of plain words. */
    public static <R> Column<R> text(String key, Function<R, ? extends @Nullable Object> value) {
        return new Column<>(key, row -> Cell.of(value.apply(row)));
    }

    /** A column of figures and addresses. */
    public static <R> Column<R> mono(String key, Function<R, ? extends @Nullable Object> value) {
        return new Column<>(key, row -> Cell.mono(value.apply(row)));
    }

    /** The listing can be ordered by this key. */
    public Column<R> sortable() {
        sortable = true;
        return this;
    }

    /** Not shown until somebody chooses it. */
    public Column<R> hidden() {
        visible = false;
        return this;
    }

    /**
     * Part of the card that a narrow screen shows for a row; the first such column is its title.
     */
    public Column<R> narrow() {
        narrow = true;
        return this;
    }

    /** Numbers stand under each other's end. */
    public Column<R> end() {
        alignedToEnd = true;
        return this;
    }

    /**
     * How much room it takes.
     *
     * @param width a CSS length the column starts from
     * @param grow its part of the room that is left; 0 keeps the width
     */
    public Column<R> wide(String width, int grow) {
        this.width = width;
        this.grow = grow;
        return this;
    }

    /** What exports write where it differs from what the screen shows: full precision, no units. */
    public Column<R> exportedAs(Function<R, String> text) {
        exported = text;
        return this;
    }

    String key() {
        return key;
    }

    Cell cell(R row) {
        return cell.apply(row);
    }

    String exported(R row) {
        return exported.apply(row);
    }

    String width() {
        return width;
    }

    int grow() {
        return grow;
    }

    boolean isSortable() {
        return sortable;
    }

    boolean isVisible() {
        return visible;
    }

    boolean isNarrow() {
        return narrow;
    }

    boolean isAlignedToEnd() {
        return alignedToEnd;
    }
}
