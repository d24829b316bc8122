package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.accounts.AuditEntry;
import io.passerelle.portal.Kit;
import java.util.List;

/** Who looked at it (M2M-63), for those who may read the audit log. */
final class LooksCard extends Card<List<AuditEntry>> {

    private final Kit kit;

    LooksCard(Kit kit) {
        super("looks");
        this.kit = kit;
    }

    @Override
    List<Component> parts(List<AuditEntry> looks) {
        UnorderedList lines = new UnorderedList();
        lines.addClassName("file-lines");
        for (AuditEntry look : looks) {
            Span at = new Span(kit.times().text(look.at()));
            at.addClassName("nums");
            Span from = new Span(look.address());
            from.addClassName("muted");
            lines.add(new ListItem(at, new Span(look.login()), from));
        }
        return looks.isEmpty() ? List.of(nothing("looks.none")) : List.of(lines);
    }
}
