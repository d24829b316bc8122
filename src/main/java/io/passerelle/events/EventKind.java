package io.passerelle.events;

import static io.passerelle.events.EventField.ACCESS_POINT;
import static io.passerelle.events.EventField.ACTION;
import static io.passerelle.events.EventField.ADDRESS;
import static io.passerelle.events.EventField.ALERT;
import static io.passerelle.events.EventField.CONDITION;
import static io.passerelle.events.EventField.COUNT;
import static io.passerelle.events.EventField.DESTINATION;
import static io.passerelle.events.EventField.FROM;
import static io.passerelle.events.EventField.GROUP;
import static io.passerelle.events.EventField.ICCID;
import static io.passerelle.events.EventField.LABEL;
import static io.passerelle.events.EventField.LOGIN;
import static io.passerelle.events.EventField.OCTETS_IN;
import static io.passerelle.events.EventField.OCTETS_OUT;
import static io.passerelle.events.EventField.OPERATOR;
import static io.passerelle.events.EventField.PORT;
import static io.passerelle.events.EventField.REASON;
import static io.passerelle.events.EventField.REQUEST;
import static io.passerelle.events.EventField.RIGHTS;
import static io.passerelle.events.EventField.RULE;
import static io.passerelle.events.EventField.SECONDS;
import static io.passerelle.events.EventField.SESSION;
import static io.passerelle.events.EventField.SINCE;
import static io.passerelle.events.EventField.THRESHOLD;
import static io.passerelle.events.EventField.TO;
import static io.passerelle.events.EventField.VALUE;
import static io.passerelle.events.EventField.VERSION;
import static io.passerelle.events.Severity.ERROR;
import static io.passerelle.events.Severity.INFO;
import static io.passerelle.events.Severity.WARNING;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of events (ALL-7): the one list of what may be told, and what each tells. The
 * portal, the API, web hooks and {@code docs/events.md} read it. In words: bundle keys {@code
 * events.kind.<id>} and {@code events.when.<id>}. An id, once released, keeps its meaning; fields
 * are only added.
 */
public enum EventKind {
    SIM_CREATED("sim.created", INFO, "sims", "sim", ICCID, TO),
    SIM_IMPORTED("sim.imported", INFO, "sims", "organisation", COUNT),
    SIM_ACTIVATED("sim.activated", INFO, "sims", "sim", ICCID, FROM, TO, REASON),
    SIM_SUSPENDED("sim.suspended", WARNING, "sims", "sim", ICCID, FROM, TO, REASON),
    SIM_TERMINATED("sim.terminated", WARNING, "sims", "sim", ICCID, FROM, TO, REASON),
    SIM_STATUS("sim.status", INFO, "sims", "sim", ICCID, FROM, TO, REASON),
    SIM_REQUEST_ASKED(
            "sim.request.asked", INFO, "sims", "sim", ICCID, REQUEST, ACTION, OPERATOR, REASON),
    SIM_REQUEST_CONFIRMED(
            "sim.request.confirmed", INFO, "sims", "sim", ICCID, REQUEST, ACTION, OPERATOR),
    SIM_REQUEST_REFUSED(
            "sim.request.refused",
            WARNING,
            "sims",
            "sim",
            ICCID,
            REQUEST,
            ACTION,
            OPERATOR,
            REASON),
    SIM_REQUEST_WITHDRAWN(
            "sim.request.withdrawn", INFO, "sims", "sim", ICCID, REQUEST, ACTION, OPERATOR),
    SIM_REQUEST_FAILED(
            "sim.request.failed", ERROR, "sims", "sim", ICCID, REQUEST, ACTION, OPERATOR, REASON),
    SESSION_OPENED("session.opened", INFO, "sessions", "sim", SESSION, ADDRESS, ACCESS_POINT),
    SESSION_CLOSED(
            "session.closed",
            INFO,
            "sessions",
            "sim",
            SESSION,
            ADDRESS,
            ACCESS_POINT,
            REASON,
            OCTETS_IN,
            OCTETS_OUT),
    SIGN_ON_REFUSED("sign-on.refused", WARNING, "sessions", "sim", REASON, ACCESS_POINT, COUNT),
    DESTINATION_DOWN(
            "destination.down", ERROR, "routing", "destination", DESTINATION, REASON, SINCE),
    DESTINATION_UP("destination.up", INFO, "routing", "destination", DESTINATION, SINCE),
    ROUTE_CREATED("route.created", INFO, "routing", "route", GROUP, PORT, LABEL),
    ROUTE_CHANGED("route.changed", INFO, "routing", "route", GROUP, PORT, LABEL),
    ROUTE_DELETED("route.deleted", WARNING, "routing", "route", GROUP, PORT, LABEL),
    ACCOUNT_CREATED("account.created", INFO, "people", "account", LOGIN, RIGHTS),
    ACCOUNT_RIGHTS("account.rights", WARNING, "people", "account", LOGIN, RIGHTS),
    ACCOUNT_SIGN_IN_SLOWED(
            "account.sign-in-slowed", WARNING, "accounts", "account", LOGIN, ADDRESS, SECONDS),
    NODE_STARTED("node.started", INFO, "nodes", "node", VERSION),
    NODE_STOPPED("node.stopped", INFO, "nodes", "node"),
    NODE_LOST("node.lost", ERROR, "nodes", "node", SINCE),
    STORE_AWAY("store.away", ERROR, "store", "store", SINCE, REASON),
    STORE_BACK("store.back", INFO, "store", "store", SECONDS),
    WEBHOOK_PING("webhook.ping", INFO, "events", "webhook"),
    WEBHOOK_PAUSED("webhook.paused", WARNING, "events", "webhook", REASON),
    ALERT_OPENED(
            "alert.opened",
            WARNING,
            "alerts",
            "sim",
            ICCID,
            ALERT,
            RULE,
            CONDITION,
            VALUE,
            THRESHOLD),
    ALERT_ACKNOWLEDGED("alert.acknowledged", INFO, "alerts", "sim", ICCID, ALERT, RULE, REASON),
    ALERT_CLOSED("alert.closed", INFO, "alerts", "sim", ICCID, ALERT, RULE, REASON),
    ALERT_TOTAL_OPENED(
            "alert.total.opened",
            WARNING,
            "alerts",
            "organisation",
            GROUP,
            LABEL,
            ALERT,
            RULE,
            CONDITION,
            VALUE,
            THRESHOLD),
    ALERT_TOTAL_ACKNOWLEDGED(
            "alert.total.acknowledged",
            INFO,
            "alerts",
            "organisation",
            GROUP,
            LABEL,
            ALERT,
            RULE,
            REASON),
    ALERT_TOTAL_CLOSED(
            "alert.total.closed",
            INFO,
            "alerts",
            "organisation",
            GROUP,
            LABEL,
            ALERT,
            RULE,
            REASON);

    /** Kinds that come with every session: written only while a web hook asks for them. */
    private static final Set<String> FREQUENT = Set.of("session.opened", "session.closed");

    private static final Set<String> OPERATORS = Set.of("node", "store");

    private final String id;
    private final Severity severity;
    private final String source;
    private final String subject;
    private final List<EventField> fields;

    EventKind(String id, Severity severity, String source, String subject, EventField... fields) {
        this.id = id;
        this.severity = severity;
        this.source = source;
        this.subject = subject;
        this.fields = List.of(fields);
    }

    /** Its name for programs, such as {@code sim.suspended}. */
    public String id() {
        return id;
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** The module that tells it. */
    public String source() {
        return source;
    }

    /** What it is about, such as {@code sim}. */
    public String subject() {
        return subject;
    }

    /** What its data may tell; a field that is not known is left out. */
    public List<EventField> fields() {
        return fields;
    }

    /** Whether it is written only while a web hook asks for it. */
    public boolean isFrequent() {
        return FREQUENT.contains(id);
    }

    /** The right it takes to see it; null when seeing the organisation is enough. */
    public @Nullable Right right() {
        return switch (subject) {
            case "account" -> Right.MANAGE_ACCOUNTS;
            case "webhook" -> Right.MANAGE_WEBHOOKS;
            default -> null;
        };
    }

    /** Whether somebody may see events of this kind. */
    public boolean isFor(Viewer viewer) {
        Right right = right();
        return (right == null || viewer.has(right))
                && (!OPERATORS.contains(subject) || viewer.isOperator());
    }

    /** Whether a web hook can ask for it. */
    public boolean isForWebhooks() {
        return this != WEBHOOK_PING;
    }

    /** The kind of that id; empty for one this release does not know. */
    public static Optional<EventKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    /** What somebody may see, in the catalogue's order. */
    public static List<EventKind> visibleTo(Viewer viewer) {
        return Arrays.stream(values()).filter(kind -> kind.isFor(viewer)).toList();
    }

    /**
     * The start of an event of this kind.
     *
     * @param organisationId whose it is; null for the operator's own
     * @param subjectId what it is about
     * @param subjectName how people call it
     */
    public EventDraft of(@Nullable UUID organisationId, Object subjectId, String subjectName) {
        return EventDraft.of(this, organisationId, subjectId.toString(), subjectName);
    }
}
