package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;

/** What is known of something: names and values under each other. What is not known is left out. */
public final class Facts extends DescriptionList {

    private final String name;

    /**
     * No facts yet.
     *
     * @param name the stem of the bundle keys: {@code <name>.<fact>}
     */
    public Facts(String name) {
        this.name = name;
        addClassName("facts");
    }

    /** One more fact; nothing when the cell is empty. */
    public Facts fact(String key, Cell cell) {
        return cell.text().isEmpty() ? this : fact(key, component(cell));
    }

    /** One more fact. */
    public Facts fact(String key, Component value) {
        add(new Term(Texts.text(name + "." + key)), new Description(value));
        return this;
    }

    private static Component component(Cell cell) {
        Span span = Badges.of(cell);
        if (cell.href().isEmpty()) {
            return span;
        }
        Anchor anchor = new Anchor(cell.href(), cell.text());
        anchor.setClassName(span.getClassName());
        return anchor;
    }
}
