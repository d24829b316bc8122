package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.ItemClickEvent;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The actions of a list wherever they can be reached: context menu, edit button, tool bar, keys,
 * double click.
 */
final class ListActions<R> {

    private final ListDefinition<R> list;
    private final Grid<R> grid;
    private final Supplier<List<R>> selected;
    private final MenuBar editBar = new MenuBar();
    private final Map<RowAction<R>, MenuItem> editLines = new LinkedHashMap<>();
    private final Map<RowAction<R>, Button> toolbar = new LinkedHashMap<>();
    private @Nullable R focused;

    ListActions(ListDefinition<R> list, Grid<R> grid, Supplier<List<R>> selected) {
        this.list = list;
        this.grid = grid;
        this.selected = selected;
        editBar.addThemeVariants(MenuBarVariant.SMALL);
        editBar.setId(list.id() + "-edit");
        addMenu("edit", VaadinIcon.EDIT, action -> !action.isWindow());
        addMenu("windows", VaadinIcon.MODAL_LIST, RowAction::isWindow);
        selectionChanged();
    }

    /** The edit and windows buttons with their menus; empty for a list one can only read. */
    Component editBar() {
        return editBar;
    }

    /** A button that does the list's main action, of those that need no row. */
    Optional<Button> mainButton(String place) {
        return list.actions().stream()
                .filter(RowAction::isInToolbar)
                .filter(RowAction::isOfList)
                .findFirst()
                .map(action -> button(action, place));
    }

    /** Buttons for the tool bar; those that need rows wait for them. */
    List<Button> buttons() {
        for (RowAction<R> action : list.actions()) {
            if (action.isInToolbar()) {
                toolbar.put(action, button(action, "toolbar"));
            }
        }
        selectionChanged();
        return List.copyOf(toolbar.values());
    }

    /** Starts to listen to the grid. */
    void listen(Runnable selectAll) {
        GridContextMenu<R> menu = grid.addContextMenu();
        menu.setDynamicContentHandler(row -> fill(menu, row));
        grid.addItemClickListener(this::clicked);
        grid.addItemDoubleClickListener(
                event -> usual().ifPresent(action -> run(action, List.of(event.getItem()))));
        grid.addCellFocusListener(event -> focused = event.getItem().orElse(null));
        key(Key.ENTER, () -> usual().ifPresent(action -> run(action, targets())));
        key(Key.KEY_A, selectAll, KeyModifier.CONTROL);
        for (RowAction<R> action : list.actions()) {
            if (action.shortcut() != null) {
                key(action.shortcut(), () -> run(action, targets()));
            }
        }
    }

    /**
     * Offers under the buttons what fits the selection. The lines stay the same ones, so that an
     * open menu keeps working while the list refreshes itself.
     */
    void selectionChanged() {
        List<R> rows = selected.get();
        editLines.forEach((action, item) -> {
            boolean fits = action.fits(rows);
            if (item.isEnabled() != fits) {
                item.setEnabled(fits);
            }
        });
        toolbar.forEach((action, button) -> button.setEnabled(action.fits(rows)));
    }

    private void addMenu(String menu, VaadinIcon icon, Predicate<RowAction<R>> which) {
        List<RowAction<R>> actions = list.actions().stream().filter(which).toList();
        if (actions.isEmpty()) {
            return;
        }
        MenuItem button = editBar.addItem(icon.create());
        button.add(new Span(Texts.text("kit.list." + menu)));
        button.setId(list.id() + "-" + menu + "-button");
        SubMenu lines = button.getSubMenu();
        for (RowAction<R> action : actions) {
            if (action.isSeparated()) {
                lines.addSeparator();
            }
            MenuItem item = lines.addItem(line(action), click -> run(action, selected.get()));
            item.setId(id(action, menu));
            editLines.put(action, item);
        }
    }

    private boolean fill(GridContextMenu<R> menu, @Nullable R row) {
        menu.removeAll();
        if (row != null && !isSelected(row)) {
            selectOnly(row);
        }
        List<R> rows = row == null ? List.of() : selected.get();
        boolean any = false;
        for (RowAction<R> action : list.actions()) {
            if (!action.fits(rows)) {
                continue;
            }
            if (any && action.isSeparated()) {
                menu.addSeparator();
            }
            menu.addItem(line(action), click -> run(action, rows)).setId(id(action, "menu"));
            any = true;
        }
        return any;
    }

    private void clicked(ItemClickEvent<R> click) {
        R row = click.getItem();
        if (click.isCtrlKey() || click.isMetaKey()) {
            if (isSelected(row)) {
                grid.deselect(row);
            } else {
                grid.select(row);
            }
        } else if (!(isSelected(row) && grid.getSelectedItems().size() == 1)) {
            selectOnly(row);
        }
    }

    private boolean isSelected(R row) {
        Object identity = list.identity(row);
        return grid.getSelectedItems().stream().anyMatch(r -> list.identity(r).equals(identity));
    }

    private void selectOnly(R row) {
        grid.asMultiSelect().setValue(java.util.Set.of(row));
    }

    /** What a key acts on: the selection, else the row with the focus. */
    private List<R> targets() {
        List<R> rows = selected.get();
        return rows.isEmpty() && focused != null ? List.of(focused) : rows;
    }

    private Optional<RowAction<R>> usual() {
        return Optional.ofNullable(list.usualAction());
    }

    private void run(RowAction<R> action, List<R> rows) {
        if (action.fits(rows)) {
            action.run(rows);
        }
    }

    private void key(Key key, Runnable work, KeyModifier... modifiers) {
        Shortcuts.addShortcutListener(grid, work::run, key, modifiers).listenOn(grid);
    }

    private Button button(RowAction<R> action, String place) {
        Button button = new Button(text(action), action.icon().create());
        button.addClickListener(click -> run(action, selected.get()));
        button.addThemeVariants(ButtonVariant.PRIMARY);
        button.setId(id(action, place));
        return button;
    }

    private Component line(RowAction<R> action) {
        Icon icon = action.icon().create();
        Span line = new Span(icon, new Span(text(action)));
        line.addClassName("menu-line");
        if (action.isDestructive()) {
            line.addClassName("destructive");
        }
        return line;
    }

    private String text(RowAction<R> action) {
        return Texts.text(list.name() + ".action." + action.key());
    }

    private String id(RowAction<R> action, String place) {
        return list.id() + "-" + place + "-" + action.key();
    }
}
