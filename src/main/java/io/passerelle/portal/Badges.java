package io.passerelle.portal;

import com.vaadin.flow.component.html.Span;

/** Short words on a coloured ground, for states. */
public final class Badges {

    private Badges() {}

    /** A badge. */
    public static Span of(String text, Tone tone) {
        Span badge = new Span(text);
        badge.addClassNames("badge", tone.style());
        return badge;
    }

    /** A cell as a component, for places that are no list. */
    public static Span of(Cell cell) {
        Span span = new Span(cell.text());
        for (String style : cell.styles().split(" ")) {
            if (!style.isEmpty()) {
                span.addClassName(style);
            }
        }
        if (!cell.mark().isEmpty()) {
            span.getElement().setAttribute("data-mark", cell.mark());
        }
        if (!cell.tooltip().isEmpty()) {
            span.setTitle(cell.tooltip());
        }
        return span;
    }
}
