package io.passerelle.routing.portal;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.routing.RouteType;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/**
 * "What would this SIM's connection on this port do now, and why" (M2M-32), with an address that
 * can be sent: {@code dry-run?sim=<number>&port=<port>}.
 */
@Route("dry-run")
@PermitAll
class DryRunPage extends Div implements BeforeEnterObserver, HasDynamicTitle {

    static final String NAME = "routing.dryRun";

    private final DryRunPanel panel;

    DryRunPage(Kit kit, EditorServices services) {
        this.panel = new DryRunPanel(kit, services, null, null);
        Div card = new Div(panel);
        card.addClassName("page-card");
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getLocation().getQueryParameters();
        panel.port(parameters.getSingleParameter("port").flatMap(DryRunPage::port).orElse(null));
        parameters.getSingleParameter("sim").ifPresent(panel::sim);
    }

    @Override
    public String getPageTitle() {
        return Texts.text(NAME + ".title");
    }

    private static Optional<Integer> port(String text) {
        return RouteType.inputPorts().stream()
                .filter(port -> Integer.toString(port).equals(text))
                .findFirst();
    }
}
