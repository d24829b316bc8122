package io.passerelle.connections.portal;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.passerelle.portal.Texts;
import java.util.List;

/** Says whose open connections are missing, while a node does not tell them. */
final class SilentNodes extends Div {

    private final Sources sources;
    private final Paragraph words = new Paragraph();

    SilentNodes(Sources sources) {
        this.sources = sources;
        setId("connections-silent");
        words.addClassName("warning");
        getElement().setAttribute("role", "status");
        add(words);
        refresh();
        sources.kit().live(this, TrafficPulse.TOPIC, this::refresh);
    }

    private void refresh() {
        List<String> silent = sources.open().silent(sources.kit().viewer().visible());
        words.setText(Texts.text("connections.live.silent", String.join(", ", silent)));
        words.setVisible(!silent.isEmpty());
    }
}
