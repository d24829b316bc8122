package io.passerelle.usage.portal;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.usage.Consumption;
import jakarta.annotation.security.PermitAll;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Consommation: what the fleet, a group or a card carried, and who carried most (M2M-10). */
@Route("usage")
@PermitAll
class UsagePage extends Div implements BeforeEnterObserver, HasDynamicTitle {

    static final String NAME = "usage.usage";

    private final SubjectFields subject;
    private final TimeFields time;
    private final UsageView view;
    private final TopList top;
    private String path = "usage";

    UsagePage(Kit kit, UsageServices services) {
        addClassName("usage-page");
        subject = new SubjectFields(kit, services, this::changed);
        time = new TimeFields(kit, this::changed);
        view = new UsageView(kit, services.consumption());
        top = new TopList(kit, services);
        Section card = new Section(subject, time, view);
        card.addClassNames("page-card", "broad");
        top.addClassNames("page-card", "broad");
        add(card, top);
        kit.live(this, Consumption.TOPIC, this::show);
    }

    @Override
    public String getPageTitle() {
        return Texts.text(NAME + ".title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        path = event.getLocation().getPath();
        Map<String, String> asked = new HashMap<>();
        event.getLocation()
                .getQueryParameters()
                .getParameters()
                .forEach((key, values) -> asked.put(key, values.getFirst()));
        time.restore(asked);
        if (!subject.restore(asked)) {
            Notices.failed(Texts.text("kit.notFound"));
        }
        show();
    }

    private void changed() {
        Map<String, String> parameters = new LinkedHashMap<>(subject.parameters());
        parameters.putAll(time.parameters());
        Location location = new Location(path, QueryParameters.simple(parameters));
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, location));
        show();
    }

    private void show() {
        Notices.guarded(() -> {
            Window window = time.window();
            view.show(subject.subject(), subject.title(), window, time.measure());
            top.show(subject.subject(), time.measure().source(), window, period());
        });
    }

    /** The same time, for the address of another subject. */
    private String period() {
        return time.parameters().entrySet().stream()
                .map(entry -> "&" + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining());
    }
}
