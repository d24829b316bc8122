package io.passerelle.portal.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.portal.Kit;
import io.passerelle.portal.MessageBundles;
import io.passerelle.portal.PortalPage;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Looks at every page that opens: dresses it for the person, refuses pages they have no right to
 * (and records that, ACC-5), and shows the door to an account that was disabled meanwhile.
 */
@Component
class Doorkeeper implements VaadinServiceInitListener {

    private static final int UNNOTICED_MILLIS = 1_200;

    private final Viewers viewers;
    private final Pages pages;
    private final Audit audit;

    Doorkeeper(Viewers viewers, Pages pages, Audit audit) {
        this.viewers = viewers;
        this.pages = pages;
        this.audit = audit;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page ->
                page.getDocument().child(0).attr("lang", language(page.getVaadinRequest())));
        event.addRequestHandler(new TakenRights(viewers));
        event.getSource().addUIInitListener(created -> dress(created.getUI()));
        event.getSource()
                .addSessionInitListener(
                        created -> created.getSession().setErrorHandler(new UnexpectedErrors()));
    }

    /** What a screen reader reads the page in. */
    private String language(VaadinRequest request) {
        return viewers.find()
                .map(Viewer::locale)
                .or(() -> Appearance.chosen(request))
                .orElseGet(() -> MessageBundles.locale(request.getLocale().getLanguage()))
                .getLanguage();
    }

    private void dress(UI ui) {
        // Live lists ask for rows all the time; only what really takes long is worth a bar.
        ui.getLoadingIndicatorConfiguration().setFirstDelay(UNNOTICED_MILLIS);
        viewers.find()
                .ifPresentOrElse(
                        viewer -> {
                            Appearance.apply(ui, viewer);
                            TakenRights.drawnFor(ui, viewer);
                        },
                        () -> Appearance.applyFromBrowser(ui, VaadinRequest.getCurrent()));
        ui.addBeforeEnterListener(this::check);
    }

    private void check(BeforeEnterEvent entering) {
        Optional<PortalPage> page = pages.of(entering.getNavigationTarget());
        if (page.isEmpty()) {
            return;
        }
        Viewer viewer = viewers.find().orElse(null);
        if (viewer == null) {
            entering.getUI().getPage().setLocation(Kit.ENDED);
        } else if (!page.get().allowed().test(viewer)) {
            audit.notFound(viewer, "page", entering.getLocation().getPath());
            entering.rerouteToError(NotFoundException.class);
        }
    }
}
