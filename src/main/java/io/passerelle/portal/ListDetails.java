package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells about the one selected row beside the list; on a narrow screen over it. What it shows keeps
 * itself fresh.
 */
final class ListDetails<R> extends Div {

    private final ListDefinition<R> list;
    private final Div content = new Div();
    private @Nullable Object shown;

    ListDetails(ListDefinition<R> list, Runnable close) {
        this.list = list;
        setId(list.id() + "-details");
        addClassName("list-details");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", Texts.text("kit.list.details"));
        Button closing = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> close.run());
        closing.setId(list.id() + "-details-close");
        closing.addClassName("close");
        closing.addThemeVariants(ButtonVariant.TERTIARY);
        closing.setAriaLabel(Texts.text("kit.list.details.close"));
        closing.setTooltipText(Texts.text("kit.list.details.close"));
        content.addClassName("content");
        add(closing, content);
        setVisible(false);
        Shortcuts.addShortcutListener(this, close::run, Key.ESCAPE).listenOn(this);
    }

    /** Shows the row when it is the only one. */
    void show(List<R> selected) {
        var details = list.details();
        R row = details != null && selected.size() == 1 ? selected.getFirst() : null;
        Object identity = row == null ? null : list.identity(row);
        if (Objects.equals(identity, shown)) {
            return;
        }
        shown = identity;
        content.removeAll();
        if (row != null && details != null) {
            Component about = details.apply(row);
            content.add(about);
        }
        setVisible(row != null);
    }
}
