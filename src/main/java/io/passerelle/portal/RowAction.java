package io.passerelle.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Something a person can do with a list or with rows of it. The same action stands in the context
 * menu, under the edit button and on a key. Its text is the bundle key {@code <list>.action.<key>}.
 *
 * @param <R> one row
 */
public final class RowAction<R> {

    /** How many rows an action wants. */
    public enum Target {
        /** None: it adds something or concerns the whole list. */
        LIST,
        /** Exactly one. */
        ONE,
        /** One or more. */
        MANY
    }

    private final String key;
    private final Target target;
    private final VaadinIcon icon;
    private final Consumer<List<R>> run;
    private Predicate<List<R>> possible = rows -> true;
    private @Nullable Key shortcut;
    private boolean usual;
    private boolean inToolbar;
    private boolean destructive;
    private boolean separated;
    private boolean window;

    private RowAction(String key, Target target, VaadinIcon icon, Consumer<List<R>> run) {
        this.key = key;
        this.target = target;
        this.icon = icon;
        this.run = run;
    }

    /** An action without rows. */
    public static <R> RowAction<R> list(String key, VaadinIcon icon, Runnable run) {
        return new RowAction<>(key, Target.LIST, icon, rows -> run.run());
    }

    /** An action on exactly one row. */
    public static <R> RowAction<R> one(String key, VaadinIcon icon, Consumer<R> run) {
        return new RowAction<>(key, Target.ONE, icon, rows -> run.accept(rows.getFirst()));
    }

    /** An action on any number of rows. */
    public static <R> RowAction<R> many(String key, VaadinIcon icon, Consumer<List<R>> run) {
        return new RowAction<>(key, Target.MANY, icon, run);
    }

    /** Offered only when the rows allow it. */
    public RowAction<R> when(Predicate<List<R>> rows) {
        possible = rows;
        return this;
    }

    /** The usual thing to do with a row: Enter and double click. */
    public RowAction<R> usual() {
        usual = true;
        return this;
    }

    /** Also a button above the list and, when it needs no row, in its empty state. */
    public RowAction<R> inToolbar() {
        inToolbar = true;
        return this;
    }

    /** Takes something away: shown in the colour of danger. */
    public RowAction<R> destructive() {
        destructive = true;
        return this;
    }

    /** A line stands above it in menus. */
    public RowAction<R> separated() {
        separated = true;
        return this;
    }

    /** Opens something else: under the windows button instead of the edit button. */
    public RowAction<R> window() {
        window = true;
        return this;
    }

    /** A key that does it while the list has the focus. */
    public RowAction<R> on(Key pressed) {
        shortcut = pressed;
        return this;
    }

    /** Whether it can be done with these rows. */
    boolean fits(List<R> rows) {
        boolean enough =
                switch (target) {
                    case LIST -> true;
                    case ONE -> rows.size() == 1;
                    case MANY -> !rows.isEmpty();
                };
        return enough && possible.test(rows);
    }

    void run(List<R> rows) {
        Notices.guarded(() -> run.accept(rows));
    }

    String key() {
        return key;
    }

    VaadinIcon icon() {
        return icon;
    }

    @Nullable Key shortcut() {
        return shortcut;
    }

    boolean isUsual() {
        return usual;
    }

    /** Whether it needs no row. */
    boolean isOfList() {
        return target == Target.LIST;
    }

    boolean isInToolbar() {
        return inToolbar;
    }

    boolean isDestructive() {
        return destructive;
    }

    boolean isWindow() {
        return window;
    }

    boolean isSeparated() {
        return separated;
    }
}
