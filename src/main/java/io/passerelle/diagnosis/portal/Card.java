package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.passerelle.portal.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subject of the page. It draws itself anew only when what it shows has changed, so that a page
 * that refreshes itself stays calm.
 *
 * @param <T> what it shows; equal when it looks the same
 */
abstract class Card<T> extends Section {

    static final String NAME = "diagnosis.file";

    private final H3 title;
    private final Div content = new Div();
    private @Nullable T shown;

    /**
     * An empty card.
     *
     * @param key its title is the bundle key {@code diagnosis.file.<key>}
     */
    Card(String key) {
        title = new H3(text(key));
        setId("sim-file-" + key);
        addClassName("file-card");
        content.addClassName("content");
        add(title, content);
    }

    /** Shows this from now on. */
    final void show(T now) {
        if (!now.equals(shown)) {
            shown = now;
            content.removeAll();
            parts(now).forEach(content::add);
        }
    }

    /** What the card consists of. */
    abstract List<Component> parts(T now);

    /** Words where there is nothing to show. */
    static Component nothing(String key) {
        Paragraph words = new Paragraph(text(key));
        words.addClassNames("muted", "nothing");
        return words;
    }

    /** A way to the page that has all of it. */
    static Component all(String key, String address) {
        Anchor anchor = new Anchor(address, text(key));
        anchor.addClassName("all");
        return anchor;
    }

    static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
