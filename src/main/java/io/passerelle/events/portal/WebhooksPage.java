package io.passerelle.events.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.events.Webhook;
import io.passerelle.events.WebhookDelivery;
import io.passerelle.events.Webhooks;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where events are sent, and what became of each (ALL-7). */
@Route("webhooks")
@PermitAll
class WebhooksPage extends ListPage {

    static final String NAME = "events.webhooks";
    static final String SENT = "events.deliveries";

    private final Webhooks webhooks;
    private final Organisations organisations;

    WebhooksPage(Kit kit, Webhooks webhooks, Organisations organisations) {
        super(kit, NAME);
        this.webhooks = webhooks;
        this.organisations = organisations;
        tab("hooks", hooks(kit.times()));
        tab("deliveries", deliveries(kit.times()));
    }

    private ListDefinition<Webhook> hooks(Times times) {
        return ListDefinition.of(NAME, webhooks.listing(), Webhook::id)
                .live(Webhooks.TOPIC)
                .orderedBy("name", false)
                .column(Column.text("name", Webhook::name).sortable().narrow().wide("9em", 1))
                .column(Column.<Webhook>of("state", hook -> state(hook)).narrow().wide("8em", 0))
                .column(Column.mono("url", Webhook::url).sortable().narrow().wide("16em", 3))
                .column(Column.text("kinds", WebhooksPage::kinds).wide("14em", 2))
                .column(Column.text("organisation", this::organisation).wide("10em", 1))
                .column(
                        Column.<Webhook>of("succeededAt", hook -> times.agoCell(hook.succeededAt()))
                                .sortable()
                                .exportedAs(hook -> times.exported(hook.succeededAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.<Webhook>of("failingSince", h -> times.agoCell(h.failingSince()))
                                .hidden()
                                .exportedAs(hook -> times.exported(hook.failingSince()))
                                .wide("9em", 0))
                .column(Column.text("createdBy", Webhook::createdBy).hidden().wide("8em", 1))
                .filter(
                        Filter.select(
                                "organisationId",
                                () -> OrganisationChoices.choices(kit().viewer(), organisations)))
                .action(
                        RowAction.<Webhook>list("create", VaadinIcon.PLUS, this::create)
                                .inToolbar()
                                .on(Key.INSERT))
                .action(RowAction.<Webhook>one("change", VaadinIcon.PENCIL, this::change).usual())
                .action(
                        RowAction.<Webhook>one("ping", VaadinIcon.PAPERPLANE_O, this::ping)
                                .when(rows -> isSending(rows.getFirst())))
                .action(
                        RowAction.<Webhook>one("resume", VaadinIcon.PLAY, this::resume)
                                .when(rows -> isStuck(rows.getFirst())))
                .action(RowAction.<Webhook>one("replay", VaadinIcon.REFRESH, this::replayDead))
                .action(RowAction.<Webhook>one("secret", VaadinIcon.KEY_O, this::newSecret))
                .action(
                        RowAction.<Webhook>one("deliveries", VaadinIcon.LIST, this::deliveriesOf)
                                .window())
                .action(
                        RowAction.<Webhook>one("delete", VaadinIcon.TRASH, this::delete)
                                .destructive()
                                .separated()
                                .on(Key.DELETE));
    }

    private ListDefinition<WebhookDelivery> deliveries(Times times) {
        return ListDefinition.of(SENT, webhooks.deliveries(), WebhookDelivery::id)
                .live(Webhooks.TOPIC)
                .orderedBy("queuedAt", true)
                .column(
                        Column.<WebhookDelivery>of("queuedAt", d -> times.cell(d.queuedAt()))
                                .sortable()
                                .narrow()
                                .exportedAs(d -> times.exported(d.queuedAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.text("webhook", WebhookDelivery::webhookName)
                                .narrow()
                                .wide("8em", 1))
                .column(
                        Column.<WebhookDelivery>of(
                                        "kind",
                                        d ->
                                                Cell.link(
                                                        EventWords.kind(d.kind()),
                                                        "events?id=" + d.eventId()))
                                .narrow()
                                .wide("12em", 2))
                .column(
                        Column.<WebhookDelivery>of("state", sent -> state(sent))
                                .narrow()
                                .wide("8em", 0))
                .column(Column.of("answer", WebhooksPage::answer).wide("14em", 3))
                .column(
                        Column.<WebhookDelivery>of("millis", WebhooksPage::took)
                                .exportedAs(d -> Objects.toString(d.millis(), ""))
                                .end()
                                .wide("6em", 0))
                .column(Column.mono("attempts", WebhookDelivery::attempts).end().wide("6em", 0))
                .column(
                        Column.<WebhookDelivery>of("lastAt", d -> times.cell(d.lastAt()))
                                .hidden()
                                .exportedAs(d -> times.exported(d.lastAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.<WebhookDelivery>of("nextAt", d -> next(times, d))
                                .exportedAs(d -> times.exported(d.nextAt()))
                                .wide("11.4em", 0))
                .column(Column.mono("eventId", WebhookDelivery::eventId).hidden().wide("18em", 1))
                .filter(Filter.select("state", WebhooksPage::states))
                .filter(Filter.select("kind", () -> EventWords.kinds(kit().viewer())))
                .filter(Filter.period("queued"))
                .filter(Filter.linkedTo("webhookId", kit(), webhooks.listing(), Webhook::name))
                .filter(Filter.linked("eventId", Filter::brief))
                .action(
                        RowAction.<WebhookDelivery>many("again", VaadinIcon.REFRESH, this::again)
                                .when(rows ->
                                        rows.stream()
                                                .noneMatch(d ->
                                                        d.state()
                                                                == WebhookDelivery.State.WAITING)));
    }

    private static boolean isSending(Webhook webhook) {
        return webhook.enabled() && webhook.pausedAt() == null;
    }

    private static boolean isStuck(Webhook webhook) {
        return webhook.state() == Webhook.State.PAUSED || webhook.state() == Webhook.State.FAILING;
    }

    private void create() {
        new WebhookForm(
                        kit().viewer(),
                        null,
                        webhooks,
                        organisations,
                        draft -> SecretDialog.show(webhooks.create(kit().viewer(), draft)))
                .open();
    }

    private void change(Webhook row) {
        Webhook webhook = webhooks.get(kit().viewer(), row.id());
        new WebhookForm(
                        kit().viewer(),
                        webhook,
                        webhooks,
                        organisations,
                        draft -> {
                            webhooks.update(kit().viewer(), webhook.id(), webhook.version(), draft);
                            Notices.done(text("saved", draft.name()));
                        })
                .open();
    }

    private void ping(Webhook webhook) {
        webhooks.ping(kit().viewer(), webhook.id());
        Notices.done(text("pinged", webhook.name()));
    }

    private void resume(Webhook webhook) {
        webhooks.resume(kit().viewer(), webhook.id());
        Notices.done(text("resumed", webhook.name()));
    }

    private void replayDead(Webhook webhook) {
        int count = webhooks.replayDead(kit().viewer(), webhook.id(), Instant.EPOCH);
        Notices.done(text("replayed", count));
    }

    private void newSecret(Webhook webhook) {
        Confirm.ask(
                text("secret.title"),
                text("secret.question", webhook.name(), Webhooks.BOTH_SECRETS.toHours()),
                () -> SecretDialog.show(webhooks.newSecret(kit().viewer(), webhook.id())));
    }

    private void deliveriesOf(Webhook webhook) {
        go("webhooks?tab=deliveries&webhookId=" + webhook.id());
    }

    private void delete(Webhook webhook) {
        Confirm.ask(
                text("delete.title"),
                text("delete.question", webhook.name()),
                () -> {
                    webhooks.delete(kit().viewer(), webhook.id());
                    Notices.done(text("deleted", webhook.name()));
                });
    }

    private void again(List<WebhookDelivery> rows) {
        rows.forEach(delivery -> webhooks.replay(kit().viewer(), delivery.id()));
        Notices.done(Texts.text(SENT + ".sentAgain", rows.size()));
    }

    private String organisation(Webhook webhook) {
        return organisations.tree().name(webhook.organisationId());
    }

    private static String kinds(Webhook webhook) {
        return webhook.kinds().stream().map(EventWords::kind).collect(Collectors.joining(", "));
    }

    static Cell state(Webhook webhook) {
        Tone tone =
                switch (webhook.state()) {
                    case WORKING -> Tone.GOOD;
                    case UNTRIED, OFF -> Tone.NEUTRAL;
                    case FAILING -> Tone.WARN;
                    case PAUSED -> Tone.BAD;
                };
        return Cell.badge(Texts.text("events.webhook", webhook.state()), tone)
                .withTooltip(webhook.pausedReason());
    }

    static Cell state(WebhookDelivery delivery) {
        Tone tone =
                switch (delivery.state()) {
                    case DELIVERED -> Tone.GOOD;
                    case WAITING -> delivery.attempts() > 1 ? Tone.WARN : Tone.NEUTRAL;
                    case DEAD -> Tone.BAD;
                };
        return Cell.badge(Texts.text("events.delivery", delivery.state()), tone);
    }

    private static Cell answer(WebhookDelivery delivery) {
        if (delivery.status() != null) {
            return Cell.of(("HTTP " + delivery.status() + " " + delivery.answer()).strip());
        }
        String problem = delivery.problem();
        if (problem.isEmpty()) {
            return Cell.NONE;
        }
        int colon = problem.indexOf(':');
        String code = colon < 0 ? problem : problem.substring(0, colon);
        return Cell.of(Texts.text("events.problem." + code) + problem.substring(code.length()));
    }

    private static Cell next(Times times, WebhookDelivery delivery) {
        // one whose time has come waits for those before it
        return delivery.state() == WebhookDelivery.State.WAITING
                        && delivery.nextAt().isAfter(Instant.now())
                ? times.cell(delivery.nextAt())
                : Cell.NONE;
    }

    private static Cell took(WebhookDelivery delivery) {
        Integer millis = delivery.millis();
        return millis == null
                ? Cell.NONE
                : Cell.of(Times.length(Duration.ofMillis(millis))).styled("nums");
    }

    private static List<Choice> states() {
        return Stream.of(WebhookDelivery.State.values())
                .map(s -> new Choice(s.name(), Texts.text("events.delivery", s)))
                .toList();
    }
}
