package io.passerelle.help.portal;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Pre;
import io.passerelle.help.SupportRequest;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;

/** One request: what was asked, from where, and what the support said. */
final class SupportRequestDetails extends Div {

    SupportRequestDetails(Kit kit, SupportRequest request) {
        setId("support-request-details");
        addClassName("details");
        Times times = kit.times();
        add(new H2(request.subject()));
        add(
                new Facts(SupportRequestsPage.NAME)
                        .fact("reference", Cell.mono(request.reference()))
                        .fact("state", SupportRequestsPage.state(request))
                        .fact("urgency", SupportRequestsPage.urgency(request))
                        .fact("kind", Cell.of(request.kind()))
                        .fact("login", Cell.of(request.name()))
                        .fact("email", Cell.of(request.email()))
                        .fact("callback", Cell.of(request.callback()))
                        .fact("filedAt", times.cell(request.filedAt()))
                        .fact("takenBy", Cell.of(request.takenBy()))
                        .fact("closedAt", times.cell(request.closedAt()))
                        .fact("closedBy", Cell.of(request.closedBy())));
        part("message", request.message());
        part("answer", request.answer());
        part("context", request.context());
    }

    private void part(String key, String text) {
        if (!text.isEmpty()) {
            Pre said = new Pre(text);
            said.setId("support-" + key);
            said.addClassName("said");
            add(new H3(Texts.text(SupportRequestsPage.NAME + "." + key)), said);
        }
    }
}
