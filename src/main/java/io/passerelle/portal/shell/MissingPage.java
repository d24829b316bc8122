package io.passerelle.portal.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.passerelle.portal.Texts;
import jakarta.servlet.http.HttpServletResponse;

/**
 * For addresses that are no page and for pages that are not for the person: the same words, so that
 * nobody learns which.
 */
@ParentLayout(PortalLayout.class)
@AnonymousAllowed
class MissingPage extends Div implements HasErrorParameter<NotFoundException>, HasDynamicTitle {

    MissingPage() {
        addClassName("empty-state");
        setId("missing-page");
        Icon picture = VaadinIcon.MAP_MARKER.create();
        picture.addClassName("picture");
        add(
                picture,
                new H2(Texts.text("kit.missing.title")),
                new Paragraph(Texts.text("kit.missing.text")),
                new RouterLink(Texts.text("kit.missing.home"), HomePage.class));
    }

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        return Texts.text("kit.missing.title");
    }
}
