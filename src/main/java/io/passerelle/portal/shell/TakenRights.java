package io.passerelle.portal.shell;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.HandlerHelper;
import com.vaadin.flow.server.HandlerHelper.RequestType;
import com.vaadin.flow.server.SynchronizedRequestHandler;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.portal.Texts;
import java.io.IOException;

/**
 * Refuses what somebody does in a page that was drawn when they might more than now. Its forms and
 * menus know the viewer of then; the page is loaded again and offers what they may.
 */
final class TakenRights extends SynchronizedRequestHandler {

    private static final long serialVersionUID = 1L;
    private static final String JSON = "application/json; charset=UTF-8";

    private final transient Viewers viewers;

    TakenRights(Viewers viewers) {
        this.viewers = viewers;
    }

    /** Remembers for whom a page is drawn. */
    static void drawnFor(UI ui, Viewer viewer) {
        ComponentUtil.setData(ui, Viewer.class, viewer);
    }

    @Override
    protected boolean canHandleRequest(VaadinRequest request) {
        return HandlerHelper.isRequestType(request, RequestType.UIDL);
    }

    @Override
    public boolean synchronizedHandleRequest(
            VaadinSession session, VaadinRequest request, VaadinResponse response)
            throws IOException {
        UI ui = session.getService().findUI(request);
        Viewer then = ui == null ? null : ComponentUtil.getData(ui, Viewer.class);
        Viewer now = viewers.find().orElse(null);
        if (ui == null || then == null || now == null || now.rights().containsAll(then.rights())) {
            return false;
        }
        response.setContentType(JSON);
        UI before = UI.getCurrent();
        UI.setCurrent(ui); // for the language
        try {
            response.getWriter()
                    .write(
                            VaadinService.createCriticalNotificationJSON(
                                    Texts.text("kit.rightsTaken"),
                                    Texts.text("kit.rightsTaken.hint"),
                                    null,
                                    null));
        } finally {
            UI.setCurrent(before);
        }
        return true;
    }
}
