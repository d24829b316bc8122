package io.passerelle.sims.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListView;
import io.passerelle.portal.Notices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimChange;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Puts {@link SimAction}, the table of what can be done with a card, into the list's menus. */
final class SimMenu {

    private static final String NAME = SimsPage.NAME;

    private final Kit kit;
    private final Viewer viewer;
    private final SimServices services;
    private final Consumer<String> go;
    private final Supplier<ListView<Sim>> view;

    /**
     * @param view the list the menu stands on, once it is shown
     */
    SimMenu(Kit kit, SimServices services, Consumer<String> go, Supplier<ListView<Sim>> view) {
        this.kit = kit;
        this.viewer = kit.viewer();
        this.services = services;
        this.go = go;
        this.view = view;
    }

    void addTo(ListDefinition<Sim> list) {
        list.action(
                viewer.has(Right.MANAGE_SIMS),
                RowAction.<Sim>list("import", VaadinIcon.UPLOAD_ALT, this::importCards)
                        .inToolbar()
                        .on(Key.INSERT));
        list.action(
                viewer.has(Right.MANAGE_SIMS),
                RowAction.<Sim>list("bulk", VaadinIcon.TASKS, this::bulk).inToolbar());
        for (SimAction action : SimAction.values()) {
            list.action(action.isFor(viewer), row(action));
        }
    }

    private RowAction<Sim> row(SimAction action) {
        RowAction<Sim> row = made(action).when(sims -> sims.stream().allMatch(action::fits));
        if (action.menu() == SimAction.Menu.WINDOWS) {
            row.window();
        }
        if (action == SimAction.TERMINATE) {
            row.destructive();
        }
        if (action == SimAction.LABEL) {
            row.on(Key.F2);
        }
        if (action == SimAction.DETAILS) {
            row.usual();
        }
        return switch (action) {
            case ACTIVATE, LABEL, DEVICE, DISCONNECT, DETAILS -> row.separated();
            case GROUP, TAGS ->
                    row.when(sims ->
                            sims.stream().allMatch(action::fits) && areOfOneOrganisation(sims));
            default -> row;
        };
    }

    private RowAction<Sim> made(SimAction action) {
        return switch (action) {
            case ACTIVATE -> request(action, VaadinIcon.PLAY);
            case SUSPEND -> request(action, VaadinIcon.PAUSE);
            case REACTIVATE -> request(action, VaadinIcon.REFRESH);
            case REPLACE -> request(action, VaadinIcon.EXCHANGE);
            case TERMINATE -> request(action, VaadinIcon.STOP);
            case WITHDRAW -> RowAction.one(key(action), VaadinIcon.ARROW_BACKWARD, this::withdraw);
            case LABEL -> RowAction.one(key(action), VaadinIcon.TAG, this::label);
            case GROUP -> RowAction.many(key(action), VaadinIcon.GROUP, this::move);
            case CREDENTIALS -> RowAction.one(key(action), VaadinIcon.KEY_O, this::credentials);
            case TAGS -> RowAction.many(key(action), VaadinIcon.TAGS, this::tags);
            case DEVICE -> RowAction.one(key(action), VaadinIcon.MOBILE, this::device);
            case PROTECTION -> RowAction.one(key(action), VaadinIcon.SHIELD, this::protection);
            case EXPIRY -> RowAction.one(key(action), VaadinIcon.CALENDAR_CLOCK, this::expiry);
            case DISCONNECT -> RowAction.one(key(action), VaadinIcon.UNLINK, this::disconnect);
            case NETWORK -> RowAction.one(key(action), VaadinIcon.COG_O, this::network);
            case DETAILS ->
                    RowAction.one(
                            key(action),
                            VaadinIcon.INFO_CIRCLE_O,
                            sim -> go.accept("sims/" + sim.id()));
            case REQUESTS -> link(action, VaadinIcon.EXCHANGE, "sim-requests?simId=");
            case SESSIONS -> link(action, VaadinIcon.SIGNAL, "sessions?tab=history&simId=");
            case AUTHENTICATIONS ->
                    link(action, VaadinIcon.CHECK_CIRCLE_O, "authentications?simId=");
            case CONNECTIONS -> link(action, VaadinIcon.CONNECT, "connections?tab=history&simId=");
            case ROUTES ->
                    RowAction.one(
                            key(action),
                            VaadinIcon.ROAD_BRANCHES,
                            sim -> go.accept("routes?groupId=" + sim.groupId()));
            case DRY_RUN ->
                    RowAction.one(
                            key(action),
                            VaadinIcon.QUESTION_CIRCLE_O,
                            sim -> go.accept("dry-run?sim=" + sim.iccid()));
        };
    }

    private RowAction<Sim> request(SimAction action, VaadinIcon icon) {
        return RowAction.one(
                key(action), icon, sim -> new RequestForm(viewer, services, action, sim).open());
    }

    private RowAction<Sim> link(SimAction action, VaadinIcon icon, String page) {
        return RowAction.one(
                key(action), icon, sim -> go.accept(page + services.history(viewer, sim)));
    }

    /** {@code DRY_RUN} is {@code dryRun}. */
    static String key(SimAction action) {
        String name = action.name().toLowerCase(Locale.ROOT);
        int at = name.indexOf('_');
        return at < 0
                ? name
                : name.substring(0, at)
                        + name.substring(at + 1, at + 2).toUpperCase(Locale.ROOT)
                        + name.substring(at + 2);
    }

    private void withdraw(Sim sim) {
        Confirm.ask(
                Texts.text(NAME + ".withdraw.title"),
                Texts.text(NAME + ".withdraw.question", sim.iccid()),
                () -> {
                    services.requests().withdraw(viewer, sim.id());
                    Notices.done(Texts.text(NAME + ".withdrawn", sim.iccid()));
                });
    }

    private void importCards() {
        new SimImportDialog(kit, services).open();
    }

    private void bulk() {
        ListView<Sim> shown = view.get();
        new BulkForm(viewer, services, shown.selected(), shown.query()).open();
    }

    private void label(Sim sim) {
        new LabelForm(viewer, services.cards(), fresh(sim)).open();
    }

    private void move(List<Sim> sims) {
        new MoveForm(viewer, services, sims).open();
    }

    private void credentials(Sim sim) {
        new CredentialsForm(viewer, services.cards(), fresh(sim)).open();
    }

    private void network(Sim sim) {
        new NetworkForm(viewer, services, fresh(sim)).open();
    }

    private void tags(List<Sim> sims) {
        new TagsForm(viewer, services, sims).open();
    }

    private void device(Sim sim) {
        new DeviceForm(viewer, services, fresh(sim)).open();
    }

    private void expiry(Sim sim) {
        new ExpiryForm(viewer, kit.times(), services, fresh(sim)).open();
    }

    private void protection(Sim sim) {
        Sim now = fresh(sim);
        boolean protect = !now.guards().terminationProtected();
        Confirm.ask(
                Texts.text(NAME + ".protection.title"),
                Texts.text(NAME + ".protection." + protect, now.iccid()),
                () -> {
                    services.cards()
                            .update(viewer, now.id(), now.version(), SimChange.protection(protect));
                    Notices.done(Texts.text(NAME + ".protection.done." + protect, now.iccid()));
                });
    }

    private void disconnect(Sim sim) {
        Confirm.ask(
                Texts.text(NAME + ".disconnect.title"),
                Texts.text(NAME + ".disconnect.question", sim.iccid()),
                () -> {
                    int asked = services.disconnect(viewer, sim.id());
                    Notices.done(Texts.text(NAME + ".disconnect.asked", asked, sim.iccid()));
                });
    }

    /** The card as it is now, so that a form starts from what holds and not from what is shown. */
    private Sim fresh(Sim sim) {
        return services.cards().get(viewer, sim.id());
    }

    private static boolean areOfOneOrganisation(List<Sim> sims) {
        return sims.stream().map(Sim::organisationId).distinct().count() == 1;
    }
}
