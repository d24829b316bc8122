package io.passerelle.portal.accounts;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import io.passerelle.accounts.AuditLine;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line of the audit: what is different after it, field by field. */
final class AuditDetails extends Div {

    private final JsonMapper json;

    AuditDetails(Times times, JsonMapper json, AuditLine line, String organisation) {
        this.json = json;
        setId("audit-details");
        add(new H2(line.entry().action()));
        add(
                new Facts(AuditPage.NAME)
                        .fact("at", times.cell(line.entry().at()))
                        .fact("login", Cell.of(line.entry().login()))
                        .fact("address", Cell.mono(line.entry().address()))
                        .fact("organisation", Cell.of(organisation))
                        .fact("object", Cell.of(AuditPage.object(line)))
                        .fact("outcome", AuditPage.outcome(line)));
        add(new H3(Texts.text(AuditPage.NAME + ".changes")));
        add(changes(line));
    }

    private com.vaadin.flow.component.Component changes(AuditLine line) {
        Map<String, String> before = fields(line.before());
        Map<String, String> after = fields(line.after());
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> before.getOrDefault(name, "").equals(after.getOrDefault(name, "")));
        if (names.isEmpty()) {
            return new Paragraph(Texts.text(AuditPage.NAME + ".none"));
        }
        DescriptionList list = new DescriptionList();
        list.addClassName("facts");
        for (String name : names) {
            list.add(
                    new DescriptionList.Term(name),
                    new DescriptionList.Description(
                            before.getOrDefault(name, "–")
                                    + " → "
                                    + after.getOrDefault(name, "–")));
        }
        return list;
    }

    /** The fields of a state, those within others by a path; a state that is no object is one. */
    private Map<String, String> fields(@Nullable String state) {
        Map<String, String> fields = new TreeMap<>();
        if (state != null) {
            flatten("", json.readTree(state), fields);
        }
        return fields;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> fields) {
        if (node.isObject()) {
            node.properties()
                    .forEach(child ->
                            flatten(
                                    path.isEmpty() ? child.getKey() : path + "." + child.getKey(),
                                    child.getValue(),
                                    fields));
        } else {
            fields.put(path, node.isString() ? node.asString() : node.toString());
        }
    }
}
