package io.passerelle.people.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import io.passerelle.portal.Texts;

/** A page for somebody who has not signed in, in the sign-in page's clothes. */
abstract class StrangersCard extends Main {

    private final Div content = new Div();

    StrangersCard(String title) {
        addClassName("sign-in");
        Image logo = new Image("favicon.svg", "");
        logo.addClassName("logo");
        content.addClassName("stranger");
        Div card = new Div(logo, new H1(title), content);
        card.addClassName("card");
        add(card);
    }

    /** Shows these and nothing else. */
    final void show(Component... parts) {
        content.removeAll();
        content.add(parts);
    }

    /** Says something, with the way to the sign-in page below it. */
    final void say(String id, String text) {
        Paragraph said = new Paragraph(text);
        said.setId(id);
        said.getElement().setAttribute("role", "status");
        Anchor signIn = new Anchor("login", Texts.text("people.toSignIn"));
        signIn.setId("to-sign-in");
        show(said, signIn);
    }
}
