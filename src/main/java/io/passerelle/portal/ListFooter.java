package io.passerelle.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.foundation.Listing;
import io.passerelle.store.StoreState;

/** What stands below a list: the edit button, how many rows are selected, how many there are. */
final class ListFooter<R> extends Div {

    private final Span count = new Span();
    private final Span sorted = new Span();
    private final Span selected = new Span();
    private final Span live = new Span();
    private final Button clear = new Button(VaadinIcon.CLOSE_SMALL.create());

    ListFooter(ListDefinition<R> list, Kit kit, Runnable clearSelection) {
        addClassName("list-footer");
        count.setId(list.id() + "-count");
        count.addClassName("count");
        count.getElement().setAttribute("role", "status");
        sorted.setId(list.id() + "-sorted-in-part");
        sorted.addClassName("count");
        sorted.getElement().setAttribute("role", "status");
        selected.setId(list.id() + "-selected");
        selected.addClassName("selected");
        clear.setId(list.id() + "-clear-selection");
        clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        clear.setAriaLabel(Texts.text("kit.list.clearSelection"));
        clear.setTooltipText(Texts.text("kit.list.clearSelection"));
        clear.addClickListener(click -> clearSelection.run());
        Span space = new Span();
        space.addClassName("space");
        add(selected, clear, space);
        if (!list.topics().isEmpty()) {
            add(live);
            live(kit);
            kit.live(this, StoreState.TOPIC, () -> live(kit));
        }
        add(sorted, count);
        selected(0);
    }

    /** A list that cannot be read says that it stands still. */
    private void live(Kit kit) {
        boolean stands = kit.clock().stands();
        String key = stands ? "kit.list.stands" : "kit.list.live";
        live.setText(Texts.text(key));
        live.setTitle(Texts.text(key + ".hint"));
        live.setClassName("live", !stands);
        live.setClassName("stands", stands);
    }

    void setActions(ListActions<R> actions) {
        addComponentAsFirst(actions.editBar());
    }

    void counted(long rows, boolean orMore, boolean newestOnly) {
        String limit =
                newestOnly ? Texts.text("kit.list.sortedInPart", Listing.SORTED_AT_MOST) : "";
        if (!limit.equals(sorted.getText())) {
            sorted.setText(limit);
        }
        String text = Texts.text(orMore ? "kit.list.countOrMore" : "kit.list.count", rows);
        if (!text.equals(count.getText())) {
            count.setText(text);
        }
    }

    void selected(int rows) {
        selected.setText(Texts.text("kit.list.selected", rows));
        selected.setVisible(rows > 0);
        clear.setVisible(rows > 0);
    }
}
