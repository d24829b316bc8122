package io.passerelle.routing.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.egress.EgressLink;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.Cell;
import io.passerelle.portal.EditableTable;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.routing.DestinationDraft;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.HealthCheck;
import io.passerelle.routing.HealthTarget;
import io.passerelle.routing.Route;
import io.passerelle.routing.RouteDraft;
import io.passerelle.routing.RouteType;
import io.passerelle.routing.SharePreview;
import io.passerelle.routing.WhenLost;
import io.passerelle.sims.KnownGroup;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes or changes a route: its place, and its destinations in a table edited in place with what
 * the shares come to (M2M-24).
 */
final class RouteEditor extends FormDialog {

    private static final String NAME = "routing.route";
    private static final List<String> COLUMNS = List.of("host", "port", "priority", "share");
    private static final List<String> COLUMNS_WITH_LINK =
            List.of("host", "port", "priority", "share", "linkId");
    private static final DestinationDraft BLANK = new DestinationDraft("", 0, 1, 1);

    private final Kit kit;
    private final @Nullable UUID own;
    private final EditorServices services;
    private final ComboBox<KnownGroup> group = new ComboBox<>();
    private final ComboBox<Integer> inputPort = new ComboBox<>();
    private final TextField label = new TextField();
    private final Select<HealthCheck> healthCheck = new Select<>();
    private final IntegerField idleSeconds = new IntegerField();
    private final LossFields whenRemoved;
    private final LossFields whenFailed;
    private final EditableTable<DestinationDraft, DestinationLine> destinations;
    private final Span preview = new Span();
    private final ShareBars bars = new ShareBars();

    /**
     * @param into the group a new route is for; null lets the person choose
     * @param changed the one to change; null makes a new one
     */
    RouteEditor(Kit kit, EditorServices services, @Nullable UUID into, @Nullable Route changed) {
        super(NAME, Texts.text(changed == null ? NAME + ".new" : NAME + ".change"));
        this.kit = kit;
        this.own = changed == null ? null : changed.id();
        this.services = services;
        List<EgressLink> links = services.links().all(kit.viewer());
        this.destinations =
                new EditableTable<>(
                        NAME + ".destinations",
                        "destinations",
                        links.isEmpty() ? COLUMNS : COLUMNS_WITH_LINK,
                        draft -> new DestinationLine(draft, links),
                        () -> BLANK,
                        Route.DESTINATIONS_AT_MOST);
        setWidth(links.isEmpty() ? "50rem" : "58rem");
        place(kit.viewer());
        details();
        this.whenRemoved = new LossFields(this, "onRemoval", "removalDrainSeconds");
        this.whenFailed = new LossFields(this, "onFailure", "failureDrainSeconds");
        table();
        fill(into, changed);
        onSave(
                Texts.text(changed == null ? "kit.create" : "kit.save"),
                () -> save(kit.viewer(), changed));
        destinations.whenChanged(() -> {
            markDirty();
            showPreview();
        });
        kit.live(this, DestinationHealth.TOPIC, this::showHealth);
        showPreview();
        showHealth();
    }

    private void place(Viewer viewer) {
        group.setItems(
                services.groups().all().values().stream()
                        .filter(known -> viewer.sees(known.organisationId()))
                        .sorted(Comparator.comparing(this::name))
                        .toList());
        group.setItemLabelGenerator(this::name);
        field("groupId", group).setRequired(true);
        group.addValueChangeListener(chosen -> inputPort.getDataProvider().refreshAll());
        inputPort.setItems(RouteType.inputPorts());
        inputPort.setItemLabelGenerator(this::name);
        field("inputPort", inputPort).setRequired(true);
    }

    private void details() {
        wide("label", label).setMaxLength(120);
        healthCheck.setItems(HealthCheck.values());
        healthCheck.setItemLabelGenerator(check -> Texts.text("routing.check", check));
        field("healthCheck", healthCheck);
        idleSeconds.setSuffixComponent(new Span("s"));
        field("idleSeconds", idleSeconds).setHelperText(text("idleSeconds.hint"));
    }

    private void table() {
        Span title = new Span(text("destinations"));
        title.addClassName("strong");
        preview.setId("routing-route-preview");
        preview.getElement().setAttribute("role", "status");
        Button dryRun =
                new Button(
                        text("dryRun"),
                        VaadinIcon.QUESTION_CIRCLE_O.create(),
                        click -> Notices.guarded(this::dryRun));
        dryRun.setId("routing-route-dry-run");
        dryRun.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Div result = new Div(new Span(text("preview")), preview, bars);
        result.addClassName("share-preview");
        addBelow(title);
        addBelow(destinations);
        addBelow(result);
        addBelow(dryRun);
        takesErrors(destinations::showError);
    }

    private void fill(@Nullable UUID into, @Nullable Route changed) {
        UUID shown = changed == null ? into : changed.groupId();
        Optional.ofNullable(shown).flatMap(services.groups()::byId).ifPresent(group::setValue);
        inputPort.setValue(changed == null ? firstFree() : Integer.valueOf(changed.inputPort()));
        label.setValue(changed == null ? "" : changed.label());
        healthCheck.setValue(changed == null ? HealthCheck.TCP : changed.healthCheck());
        idleSeconds.setValue(
                changed == null ? RouteDraft.USUAL_IDLE_SECONDS : changed.idleSeconds());
        WhenLost whenLost = changed == null ? WhenLost.KEEP : changed.whenLost();
        whenRemoved.setValue(whenLost.removed());
        whenFailed.setValue(whenLost.failed());
        destinations.setRows(
                changed == null ? List.of(BLANK) : RouteDraft.of(changed).destinations());
    }

    private @Nullable Integer firstFree() {
        return RouteType.DEFAULT.ports().stream()
                .filter(port -> !isTaken(port))
                .findFirst()
                .orElse(null);
    }

    private void save(Viewer viewer, @Nullable Route changed) {
        RouteDraft draft = draft();
        if (changed == null) {
            services.routes().create(viewer, draft);
            Notices.done(text("created", Integer.toString(draft.inputPort())));
        } else {
            services.routes().update(viewer, changed.id(), changed.version(), draft);
            Notices.done(text("changed", Integer.toString(draft.inputPort())));
        }
    }

    private void dryRun() {
        RouteDraft draft = draft();
        new DryRunDialog(kit, services, draft.groupId(), draft.inputPort(), draft).open();
    }

    /** What the form says now; only what cannot be said at all is refused here. */
    private RouteDraft draft() {
        if (group.getValue() == null) {
            throw Refused.field("groupId", "required");
        }
        if (inputPort.getValue() == null) {
            throw Refused.field("inputPort", "required");
        }
        return new RouteDraft(
                group.getValue().id(),
                inputPort.getValue(),
                null,
                label.getValue(),
                healthCheck.getValue(),
                Objects.requireNonNullElse(idleSeconds.getValue(), 0),
                new WhenLost(whenRemoved.value(), whenFailed.value()),
                destinations.rows());
    }

    private void showPreview() {
        List<DestinationLine.Weight> weights =
                destinations.lines().stream().flatMap(line -> line.weight().stream()).toList();
        boolean whole = weights.size() == destinations.lines().size() && !weights.isEmpty();
        preview.setText(
                whole ? SharePreview.of(weights, Texts.locale()) : text("preview.incomplete"));
        bars.show(whole ? weights : List.of());
    }

    private void showHealth() {
        for (DestinationLine line : destinations.lines()) {
            line.show(
                    line.target()
                            .map(target ->
                                    new HealthTarget(target, healthCheck.getValue(), line.linkId()))
                            .filter(target -> services.health().snapshot().containsKey(target))
                            .map(target ->
                                    HealthBadge.of(services.health().of(target), kit.times()))
                            .orElse(Cell.NONE));
        }
    }

    private boolean isTaken(int port) {
        KnownGroup chosen = group.getValue();
        Route there = chosen == null ? null : services.table().match(chosen.id(), port);
        return there != null && !there.id().equals(own);
    }

    private String name(Integer port) {
        String type = RouteType.ofPort(port).map(t -> Texts.text("routing.type", t)).orElse("");
        return port + " · " + type + (isTaken(port) ? " · " + text("port.taken") : "");
    }

    private String name(KnownGroup known) {
        return known.name() + " · " + services.organisations().tree().name(known.organisationId());
    }
}
