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
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.passerelle.foundation.Ids;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.store.StoreFaults;
import io.passerelle.store.StoreState;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In place of a page that could not be opened. Without the database it says so and opens the page
 * as soon as that is back; a bug is logged under a number the person is given.
 */
@ParentLayout(PortalLayout.class)
@AnonymousAllowed
class FailedPage extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {

    private static final Logger LOG = LoggerFactory.getLogger(FailedPage.class);

    private final Kit kit;
    private final StoreState store;

    FailedPage(Kit kit, StoreState store) {
        this.kit = kit;
        this.store = store;
        addClassName("empty-state");
        setId("failed-page");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        Exception failure = parameter.getCaughtException();
        if (StoreFaults.isAway(failure)) {
            LOG.warn("{} was not opened: the database is away", event.getLocation().getPath());
            show(VaadinIcon.DATABASE, Texts.text("kit.store.page"));
            kit.live(this, StoreState.TOPIC, this::openAgain);
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        String reference = Ids.next().toString().substring(24);
        LOG.error("unexpected error {}", reference, failure);
        show(VaadinIcon.WARNING, Texts.text("kit.unexpected", reference));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    private void show(VaadinIcon picture, String text) {
        Icon icon = picture.create();
        icon.addClassName("picture");
        add(icon, new H2(getPageTitle()), new Paragraph(text));
    }

    private void openAgain() {
        if (!store.isAway()) {
            getUI().ifPresent(ui -> ui.getPage().reload());
        }
    }

    @Override
    public String getPageTitle() {
        return Texts.text("kit.failedPage");
    }
}
