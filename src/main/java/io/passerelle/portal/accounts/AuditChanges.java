package io.passerelle.portal.accounts;

import io.passerelle.accounts.AuditLine;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a line of the audit says was changed, in the words of the person who reads it. */
final class AuditChanges {

    /** What everybody can see changed anyway, or nobody wants to. */
    private static final Set<String> SILENT = Set.of("id", "version", "createdAt");

    /** Whose words the codes of an object's state are in, by its kind; the first that has one. */
    private static final Map<String, List<String>> STEMS =
            Map.of(
                    "sim-request", List.of("sims.request.", "sims.asked."),
                    "sim-job", List.of("sims.job.state.", "sims.job.kind.", "sims.job.action."),
                    "order", List.of("orders.state.", "orders.form."),
                    "rightRequest", List.of("people.requests.state."),
                    "supportRequest", List.of("help.requests.state.", "help.urgency."),
                    "alert", List.of("alerts.state.", "alerts.kind.", "events.severity."),
                    "alert-rule", List.of("alerts.kind.", "alerts.scope.", "events.severity."),
                    "mobile-operator", List.of("operators.adapter."),
                    "egress-link", List.of("egress.kind.", "egress.fallback."),
                    "route", List.of("routing.type.", "routing.check."));

    /** What every kind of object may have. */
    private static final List<String> EVERYBODYS =
            List.of("right.", "sims.status.", "accounts.kind.", "events.kind.");

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final String NOTHING = "–";

    private final Times times;
    private final AuditWords words;
    private final JsonMapper json;

    AuditChanges(Times times, AuditWords words, JsonMapper json) {
        this.times = times;
        this.words = words;
        this.json = json;
    }

    /** One field before and after; a dash where it was not or had nothing. */
    record Change(String field, String before, String after) {}

    /** Every field that differs, in the order of the state. */
    List<Change> of(AuditLine line) {
        String kind = line.entry().objectKind();
        Map<String, String> before = fields(kind, line.before());
        Map<String, String> after = fields(kind, line.after());
        Set<String> paths = new LinkedHashSet<>(after.keySet());
        paths.addAll(before.keySet());
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            String then = before.getOrDefault(path, NOTHING);
            String now = after.getOrDefault(path, NOTHING);
            if (!then.equals(now) && !SILENT.contains(path)) {
                changes.add(new Change(words.field(path), then, now));
            }
        }
        return changes;
    }

    /** The same in one text, for lists and their exports. */
    String text(AuditLine line) {
        return of(line).stream()
                .map(change ->
                        Texts.text(
                                AuditPage.NAME + ".change",
                                change.field(),
                                change.before(),
                                change.after()))
                .collect(Collectors.joining(" · "));
    }

    /** The fields of a state, those within others by a path; a state that is no object is one. */
    private Map<String, String> fields(String kind, @Nullable String state) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (state != null) {
            flatten(kind, "", json.readTree(state), fields);
        }
        return fields;
    }

    private void flatten(String kind, String path, JsonNode node, Map<String, String> fields) {
        if (node.isObject()) {
            node.properties()
                    .forEach(child ->
                            flatten(
                                    kind,
                                    path.isEmpty() ? child.getKey() : path + "." + child.getKey(),
                                    child.getValue(),
                                    fields));
        } else {
            fields.put(path, value(kind, path, node));
        }
    }

    private String value(String kind, String path, JsonNode node) {
        if (node.isArray()) {
            List<String> values = new ArrayList<>();
            node.forEach(element -> values.add(element(kind, path, element)));
            return values.isEmpty() ? NOTHING : String.join(", ", values);
        }
        if (node.isBoolean()) {
            return Texts.text(node.asBoolean() ? "kit.yes" : "kit.no");
        }
        String text = node.isNull() ? "" : node.isString() ? node.asString() : node.toString();
        return text.isEmpty() ? NOTHING : told(kind, path, text);
    }

    private String element(String kind, String path, JsonNode element) {
        if (!element.isObject()) {
            return value(kind, path, element);
        }
        Map<String, String> parts = new LinkedHashMap<>();
        flatten(kind, "", element, parts);
        return parts.values().stream()
                .filter(value -> !value.equals(NOTHING))
                .collect(Collectors.joining(" ", "(", ")"));
    }

    private String told(String kind, String path, String text) {
        if (MOMENT.matcher(text).matches()) {
            try {
                return times.text(Instant.parse(text));
            } catch (DateTimeException e) {
                return text;
            }
        }
        return words.named(path, text)
                .or(() -> worded(STEMS.getOrDefault(kind, List.of()), text))
                .or(() -> worded(EVERYBODYS, text))
                .orElse(text);
    }

    private Optional<String> worded(List<String> stems, String code) {
        return stems.stream().flatMap(stem -> words.known(stem + code).stream()).findFirst();
    }
}
