package io.passerelle.portal;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.shared.HasValidationProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A small table that is edited in place: {@code Ajouter}, {@code Dupliquer}, {@code Supprimer}.
 * Every cell is a field at all times, so that Tab walks through it and nothing has to be opened
 * first.
 *
 * @param <R> what one line says
 * @param <E> the line's fields while it is edited
 */
public final class EditableTable<R, E extends EditableTable.Line<R>> extends Div {

    private static final Pattern FIELD = Pattern.compile("(\\w+)\\[(\\d+)]\\.(\\w+)");

    /**
     * The fields of one line.
     *
     * @param <R> what the line says
     */
    public interface Line<R> {
        /** The fields in the order of the columns. */
        List<? extends Component> fields();

        /** What the fields say now; it may be wrong, the service refuses that. */
        R value();

        /** Something shown behind the fields, such as a state; null for nothing. */
        default @Nullable Component status() {
            return null;
        }
    }

    private final String name;
    private final String field;
    private final List<String> columns;
    private final Function<R, E> editor;
    private final int most;
    private final NativeTable table = new NativeTable();
    private final NativeTableBody body = table.getBody();
    private final List<E> lines = new ArrayList<>();
    private final Button add;
    private final Button duplicate;
    private final Button delete;
    private final List<Runnable> listeners = new ArrayList<>();
    private int current = -1;

    /**
     * An empty table.
     *
     * @param name the stem of its bundle keys: {@code <name>.<column>}
     * @param field what refusals call the list, such as {@code destinations}
     * @param columns the keys of the columns, the names of the fields in refusals
     * @param most how many lines there may be
     */
    public EditableTable(
            String name,
            String field,
            List<String> columns,
            Function<R, E> editor,
            Supplier<R> blank,
            int most) {
        this.name = name;
        this.field = field;
        this.columns = List.copyOf(columns);
        this.editor = editor;
        this.most = most;
        addClassName("editable-table");
        add = button("add", VaadinIcon.PLUS, () -> insert(lines.size(), blank.get()));
        duplicate =
                button(
                        "duplicate",
                        VaadinIcon.COPY_O,
                        () -> insert(current + 1, lines.get(current).value()));
        delete = button("delete", VaadinIcon.TRASH, this::deleteCurrent);
        Div buttons = new Div(add, duplicate, delete);
        buttons.addClassName("table-buttons");
        drawHeader();
        add(buttons, table);
        showButtons();
    }

    /** Shows these lines. */
    public void setRows(List<R> rows) {
        lines.clear();
        rows.forEach(row -> lines.add(listened(editor.apply(row))));
        current = lines.isEmpty() ? -1 : 0;
        draw();
    }

    /** What the lines say now. */
    public List<R> rows() {
        return lines.stream().map(Line::value).toList();
    }

    /** The lines' fields. */
    public List<E> lines() {
        return List.copyOf(lines);
    }

    /** Called after every change. */
    public void whenChanged(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Shows a refusal such as {@code destinations[1].port} at its field; false when it is not one
     * of this table.
     */
    public boolean showError(String path, String reason) {
        Matcher matcher = FIELD.matcher(path);
        if (!matcher.matches() || !matcher.group(1).equals(field)) {
            return false;
        }
        int line = Integer.parseInt(matcher.group(2));
        int column = columns.indexOf(matcher.group(3));
        if (line >= lines.size() || column < 0) {
            return false;
        }
        if (lines.get(line).fields().get(column) instanceof HasValidationProperties validated) {
            validated.setErrorMessage(reason);
            validated.setInvalid(true);
            return true;
        }
        return false;
    }

    private void insert(int at, R row) {
        E line = listened(editor.apply(row));
        lines.add(at, line);
        current = at;
        draw();
        changed();
        if (line.fields().getFirst() instanceof Focusable<?> first) {
            first.focus();
        }
    }

    private void deleteCurrent() {
        lines.remove(current);
        current = Math.min(current, lines.size() - 1);
        draw();
        changed();
    }

    private E listened(E line) {
        for (Component input : line.fields()) {
            if (input instanceof AbstractField<?, ?> valued) {
                listen(valued);
            }
            if (input instanceof Focusable<?> focusable) {
                focusable.addFocusListener(focus -> choose(lines.indexOf(line)));
            }
        }
        return line;
    }

    private void listen(HasValue<?, ?> input) {
        input.addValueChangeListener(change -> {
            if (input instanceof HasValidationProperties validated) {
                validated.setInvalid(false);
            }
            changed();
        });
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private void drawHeader() {
        NativeTableRow header = new NativeTableRow();
        columns.forEach(column -> {
            NativeTableHeaderCell cell = new NativeTableHeaderCell(Texts.text(name + "." + column));
            cell.getElement().setAttribute("scope", "col");
            header.add(cell);
        });
        header.add(new NativeTableHeaderCell());
        table.getHead().add(header);
    }

    private void draw() {
        body.removeAll();
        for (int i = 0; i < lines.size(); i++) {
            body.add(draw(lines.get(i), i));
        }
        choose(current);
    }

    private NativeTableRow draw(E line, int number) {
        NativeTableRow row = new NativeTableRow();
        for (int i = 0; i < columns.size(); i++) {
            Component input = line.fields().get(i);
            String column = columns.get(i);
            input.setId(name.replace('.', '-') + "-" + number + "-" + column);
            String label = Texts.text(name + "." + column);
            if (input instanceof HasAriaLabel labelled) {
                labelled.setAriaLabel(label + " " + (number + 1));
            }
            NativeTableCell cell = new NativeTableCell(input);
            cell.getElement().setAttribute("data-label", label);
            row.add(cell);
        }
        NativeTableCell status = new NativeTableCell();
        Component shown = line.status();
        if (shown != null) {
            status.add(shown);
        }
        row.add(status);
        row.addClickListener(click -> choose(lines.indexOf(line)));
        return row;
    }

    private void choose(int number) {
        current = number;
        List<Component> rows = body.getChildren().toList();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).getElement().getClassList().set("current", i == current);
        }
        showButtons();
    }

    private void showButtons() {
        add.setEnabled(lines.size() < most);
        duplicate.setEnabled(current >= 0 && lines.size() < most);
        delete.setEnabled(current >= 0);
    }

    private Button button(String key, VaadinIcon icon, Runnable work) {
        Button button =
                new Button(Texts.text("kit.table." + key), icon.create(), click -> work.run());
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setId(name.replace('.', '-') + "-" + key);
        return button;
    }
}
