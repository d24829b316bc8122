package io.passerelle.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Optional;

/** What a list without rows says: why, and what one can do about it. */
final class EmptyState extends Div {

    EmptyState(
            String listName, boolean narrowedDown, Runnable showAll, Optional<Button> mainAction) {
        addClassName("empty-state");
        Icon picture = (narrowedDown ? VaadinIcon.SEARCH : VaadinIcon.INBOX).create();
        picture.addClassName("picture");
        add(
                picture,
                new Paragraph(Texts.text(narrowedDown ? "kit.list.nothing" : listName + ".empty")));
        if (narrowedDown) {
            Button all = new Button(Texts.text("kit.list.showAll"), click -> showAll.run());
            all.setId("show-all");
            all.addThemeVariants(ButtonVariant.SMALL);
            add(all);
        } else {
            mainAction.ifPresent(this::add);
        }
    }
}
