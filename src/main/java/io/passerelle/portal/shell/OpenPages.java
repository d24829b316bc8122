package io.passerelle.portal.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.UIInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Bounds how many pages one session has open: each costs memory and a push connection. The one that
 * was quiet longest goes, which is nearly always one whose browser is gone.
 */
@Component
class OpenPages implements VaadinServiceInitListener {

    private static final int OF_ONE_SESSION = 40;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(OpenPages::opened);
    }

    private static void opened(UIInitEvent event) {
        List<UI> open = new ArrayList<>(event.getUI().getSession().getUIs());
        open.removeIf(ui -> ui.isClosing() || ui == event.getUI());
        open.sort(Comparator.comparingLong(OpenPages::lastHeard));
        open.stream().limit(Math.max(0, open.size() + 1 - OF_ONE_SESSION)).forEach(UI::close);
    }

    private static long lastHeard(UI ui) {
        return ui.getInternals().getLastHeartbeatTimestamp();
    }
}
