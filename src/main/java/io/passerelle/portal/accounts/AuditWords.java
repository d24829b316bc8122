package io.passerelle.portal.accounts;

import io.passerelle.accounts.AccountDirectory;
import io.passerelle.accounts.AuditEntry;
import io.passerelle.accounts.AuditLine;
import io.passerelle.accounts.KnownAccount;
import io.passerelle.accounts.Organisations;
import io.passerelle.portal.AuditNames;
import io.passerelle.portal.Cell;
import io.passerelle.portal.MessageBundles;
import io.passerelle.portal.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says in words what the audit writes in keys: actions, objects and their names. */
@Component
class AuditWords {

    /** Where objects of a kind are shown. */
    private static final Map<String, String> PAGES =
            Map.ofEntries(
                    Map.entry("account", "accounts"),
                    Map.entry("organisation", "organisations"),
                    Map.entry("token", "api-tokens"),
                    Map.entry("rightRequest", "right-requests"),
                    Map.entry("mail", "mails"),
                    Map.entry("sim", "sims"),
                    Map.entry("group", "groups"),
                    Map.entry("sim-request", "sim-requests"),
                    Map.entry("order", "orders"),
                    Map.entry("session", "sessions"),
                    Map.entry("connection", "connections"),
                    Map.entry("route", "routes"),
                    Map.entry("nas", "network-access"),
                    Map.entry("node", "nodes"));

    /** What of an object's state people call it by, best first. */
    private static final List<String> NAMING =
            List.of("name", "login", "iccid", "label", "right", "network", "host");

    private final MessageBundles bundles;
    private final JsonMapper json;
    private final Map<String, Function<UUID, Optional<String>>> names = new HashMap<>();

    AuditWords(
            MessageBundles bundles,
            JsonMapper json,
            Organisations organisations,
            AccountDirectory accounts,
            List<AuditNames> others) {
        this.bundles = bundles;
        this.json = json;
        names.put("account", id -> accounts.byId(id).map(KnownAccount::login));
        names.put(
                "organisation",
                id -> Optional.of(organisations.tree().name(id)).filter(n -> !n.isEmpty()));
        others.forEach(other -> names.put(other.kind(), other.name()));
    }

    /** What was done, or tried. */
    String action(String key) {
        return known("audit.action." + key).orElseGet(() -> put(key));
    }

    /** Words for an action that has none of its own: what kind of object, and what became of it. */
    private String put(String key) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            return key;
        }
        String verb = key.substring(dot + 1);
        return Texts.text(
                AuditPage.NAME + ".verb",
                kind(key.substring(0, dot)),
                known("audit.verb." + verb).orElse(verb));
    }

    /** What kind of object it was done to. */
    String kind(String kind) {
        return kind.isEmpty() ? "" : known("audit.kind." + kind).orElse(kind);
    }

    /** The field of an object's state at a path such as {@code profile.email}. */
    String field(String path) {
        return known("audit.field." + path)
                .or(() -> known("audit.field." + path.substring(path.lastIndexOf('.') + 1)))
                .orElse(path);
    }

    /** The kinds and names of objects, with a way to them while they exist. */
    Cell object(AuditLine line) {
        AuditEntry entry = line.entry();
        String name = name(line);
        String words = (kind(entry.objectKind()) + " " + name).strip();
        UUID id = uuid(entry.objectId());
        String page = PAGES.get(entry.objectKind());
        boolean isThere = id != null && page != null && !isGone(line);
        return isThere ? Cell.link(words, page + "?id=" + id) : Cell.of(words);
    }

    /** What an object that a field names is called; empty when the field names none. */
    Optional<String> named(String path, String value) {
        String field = path.substring(path.lastIndexOf('.') + 1);
        UUID id = field.endsWith("Id") ? uuid(value) : null;
        return id == null ? Optional.empty() : name(field.substring(0, field.length() - 2), id);
    }

    private String name(AuditLine line) {
        AuditEntry entry = line.entry();
        UUID id = uuid(entry.objectId());
        if (id == null) {
            return entry.objectId();
        }
        return name(entry.objectKind(), id)
                .or(() -> stated(line.after()))
                .or(() -> stated(line.before()))
                .orElseGet(() -> "…" + entry.objectId().substring(24));
    }

    private Optional<String> name(String kind, UUID id) {
        Function<UUID, Optional<String>> naming = names.get(kind);
        return naming == null ? Optional.empty() : naming.apply(id);
    }

    private Optional<String> stated(@Nullable String state) {
        JsonNode fields = state == null ? null : json.readTree(state);
        if (fields == null || !fields.isObject()) {
            return Optional.empty();
        }
        return NAMING.stream()
                .map(fields::get)
                .filter(value -> value != null && value.isString() && !value.asString().isEmpty())
                .map(JsonNode::asString)
                .map(name -> known("right." + name).orElse(name))
                .findFirst();
    }

    private static boolean isGone(AuditLine line) {
        return line.before() != null && line.after() == null
                || line.entry().outcome() == AuditEntry.Outcome.NOT_FOUND;
    }

    /** The text of a key that may have none. */
    Optional<String> known(String key) {
        return bundles.has(key, Texts.locale()) ? Optional.of(Texts.text(key)) : Optional.empty();
    }

    private static @Nullable UUID uuid(String text) {
        if (text.length() != 36) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
