package io.passerelle.routing.portal;

import com.vaadin.flow.component.html.Div;
import io.passerelle.portal.Texts;
import io.passerelle.routing.DestinationChoice;
import io.passerelle.routing.SharePreview;
import io.passerelle.routing.Weighted;
import java.util.List;

/** What the shares come to, drawn: a bar for each priority, a part for each destination. */
final class ShareBars extends Div {

    ShareBars() {
        addClassName("share-bars");
        getElement().setAttribute("aria-hidden", "true"); // the text beside it says the same
    }

    void show(List<? extends Weighted> weights) {
        removeAll();
        for (List<Weighted> level : DestinationChoice.levels(List.<Weighted>copyOf(weights))) {
            long total = level.stream().mapToLong(Weighted::share).sum();
            Div bar = new Div();
            bar.addClassName("share-bar");
            for (Weighted weighted : level) {
                double part = (double) weighted.share() / total;
                Div piece = new Div(SharePreview.percent(part, Texts.locale()));
                piece.getStyle().set("flex-grow", Double.toString(part));
                bar.add(piece);
            }
            add(bar);
        }
    }
}
