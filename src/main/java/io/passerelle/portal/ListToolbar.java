package io.passerelle.portal;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;

/** What stands above a list: search, filters, columns, export, and the list's main action. */
final class ListToolbar<R> extends Div {

    private static final int TYPING_PAUSE_MILLIS = 300;

    private final TextField search = new TextField();
    private ListState state;

    ListToolbar(
            ListDefinition<R> list,
            ListColumns<R> columns,
            ListFilters filters,
            ListActions<R> actions,
            Consumer<ListState> change,
            Consumer<ListExport.Format> export) {
        this.state = ListState.start(list);
        addClassName("list-toolbar");
        if (list.isSearchable()) {
            prepareSearch(list, change);
            add(search);
        }
        if (filters.areAny()) {
            add(filters.button());
        }
        Span space = new Span();
        space.addClassName("space");
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        columns(list, columns, bar);
        export(list, bar, export);
        add(space, bar);
        actions.buttons().forEach(this::add);
    }

    void show(ListState shown) {
        state = shown;
        search.setValue(shown.search());
    }

    private void prepareSearch(ListDefinition<R> list, Consumer<ListState> change) {
        String label = Texts.text(list.name() + ".search");
        search.setId(list.id() + "-search");
        search.setPlaceholder(label);
        search.setAriaLabel(label);
        search.setTooltipText(label);
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setMaxLength(200);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        search.addClassName("search");
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                change.accept(state.withSearch(event.getValue()));
            }
        });
    }

    private static <R> void columns(ListDefinition<R> list, ListColumns<R> columns, MenuBar bar) {
        MenuItem item = bar.addItem(VaadinIcon.GRID_H.create());
        String label = Texts.text("kit.list.columns");
        item.setAriaLabel(label);
        bar.setTooltipText(item, label);
        item.setId(list.id() + "-columns");
        item.addClassName("wide-only");
        SubMenu menu = item.getSubMenu();
        for (Column<R> column : list.columns()) {
            MenuItem choice = menu.addItem(columns.header(column.key()));
            choice.setId(list.id() + "-column-" + column.key());
            choice.setCheckable(true);
            choice.setKeepOpen(true);
            choice.setChecked(columns.isShown(column.key()));
            choice.addClickListener(click -> {
                columns.choose(column.key(), choice.isChecked());
                choice.setChecked(columns.isShown(column.key()));
            });
        }
        menu.addSeparator();
        menu.addItem(
                Texts.text("kit.list.columns.reset"),
                click -> {
                    columns.reset();
                    click.getSource().getUI().ifPresent(ui -> ui.getPage().reload());
                });
    }

    private static void export(
            ListDefinition<?> list, MenuBar bar, Consumer<ListExport.Format> export) {
        MenuItem item = bar.addItem(VaadinIcon.DOWNLOAD_ALT.create());
        String label = Texts.text("kit.list.export");
        item.setAriaLabel(label);
        bar.setTooltipText(item, label);
        item.setId(list.id() + "-export");
        for (ListExport.Format format : ListExport.Format.values()) {
            item.getSubMenu()
                    .addItem(Texts.text("kit.list.export", format), click -> export.accept(format))
                    .setId(list.id() + "-export-" + format.extension());
        }
    }
}
