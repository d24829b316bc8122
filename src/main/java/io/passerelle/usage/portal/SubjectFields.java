package io.passerelle.usage.portal;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import io.passerelle.accounts.Organisation;
import io.passerelle.foundation.ListQuery;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.Sim;
import io.passerelle.usage.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose consumption is shown: an organisation, one of its groups, one of its cards. */
final class SubjectFields extends Div {

    private static final String NAME = UsagePage.NAME;
    private static final String ORGANISATION = "organisationId";
    private static final String GROUP = "groupId";
    private static final String SIM = "simId";

    private final Kit kit;
    private final UsageServices services;
    private final ComboBox<Organisation> organisation = new ComboBox<>(text("organisation"));
    private final ComboBox<KnownGroup> group = new ComboBox<>(text("group"));
    private final ComboBox<Sim> sim = new ComboBox<>(text("sim"));
    private boolean filling;

    SubjectFields(Kit kit, UsageServices services, Runnable changed) {
        this.kit = kit;
        this.services = services;
        addClassName("usage-fields");
        List<Organisation> organisations = services.organisationsOf(kit.viewer());
        organisation.setId("usage-organisation");
        organisation.setItems(organisations);
        organisation.setItemLabelGenerator(Organisation::name);
        organisation.setVisible(organisations.size() > 1);
        group.setId("usage-group");
        group.setClearButtonVisible(true);
        group.setPlaceholder(text("all"));
        group.setItemLabelGenerator(this::name);
        sim.setId("usage-sim");
        sim.setClearButtonVisible(true);
        sim.setPlaceholder(text("allSims"));
        sim.setItemLabelGenerator(SubjectFields::name);
        sim.setItems(query ->
                services
                        .cards()
                        .listing()
                        .page(
                                kit.viewer().visible(),
                                cards(query.getFilter().orElse("")),
                                query.getOffset(),
                                query.getLimit())
                        .stream());
        own();
        organisation.addValueChangeListener(change ->
                unlessFilling(() -> {
                    group.clear();
                    sim.clear();
                    fillGroups();
                    changed.run();
                }));
        group.addValueChangeListener(change ->
                unlessFilling(() -> {
                    sim.clear();
                    sim.getDataProvider().refreshAll();
                    changed.run();
                }));
        sim.addValueChangeListener(change -> unlessFilling(changed));
        add(organisation, group, sim);
    }

    private void unlessFilling(Runnable work) {
        if (!filling) {
            filling = true;
            try {
                work.run();
            } finally {
                filling = false;
            }
        }
    }

    private void own() {
        services.organisations()
                .tree()
                .byId(kit.viewer().organisationId())
                .ifPresent(organisation::setValue);
        fillGroups();
    }

    private void fillGroups() {
        group.setItems(services.groupsBelow(kit.viewer(), organisationId()));
    }

    private UUID organisationId() {
        Organisation chosen = organisation.getValue();
        return chosen == null ? kit.viewer().organisationId() : chosen.id();
    }

    private ListQuery cards(String words) {
        ListQuery query = ListQuery.ALL.withSearch(words);
        KnownGroup chosen = group.getValue();
        return chosen == null ? query : query.withFilter(GROUP, chosen.id().toString());
    }

    /** What is chosen now. */
    Subject subject() {
        Sim card = sim.getValue();
        KnownGroup chosen = group.getValue();
        return card != null
                ? Subject.sim(card.id())
                : chosen != null
                        ? Subject.group(chosen.id())
                        : Subject.organisation(organisationId());
    }

    /** What is chosen, in words. */
    String title() {
        Sim card = sim.getValue();
        KnownGroup chosen = group.getValue();
        return card != null
                ? name(card)
                : chosen != null
                        ? name(chosen)
                        : services.organisations().tree().name(organisationId());
    }

    /** As the page's address has it. */
    Map<String, String> parameters() {
        Subject subject = subject();
        return switch (subject.kind()) {
            case SIM -> Map.of(SIM, subject.id().toString());
            case GROUP -> Map.of(GROUP, subject.id().toString());
            case ORGANISATION ->
                    subject.id().equals(kit.viewer().organisationId())
                            ? Map.of()
                            : Map.of(ORGANISATION, subject.id().toString());
        };
    }

    /**
     * Chooses what an address says.
     *
     * @return false when the viewer has no such thing
     */
    boolean restore(Map<String, String> parameters) {
        boolean[] found = {true};
        unlessFilling(() -> {
            group.clear();
            sim.clear();
            own();
            found[0] = chosen(parameters);
        });
        return found[0];
    }

    private boolean chosen(Map<String, String> parameters) {
        if (parameters.containsKey(SIM)) {
            Optional<Sim> card = card(parameters.get(SIM));
            card.ifPresent(sim::setValue);
            return card.isPresent();
        }
        if (parameters.containsKey(GROUP)) {
            Optional<KnownGroup> one =
                    id(parameters.get(GROUP))
                            .flatMap(services.groups()::byId)
                            .filter(g -> kit.viewer().sees(g.organisationId()));
            one.ifPresent(group::setValue);
            return one.isPresent();
        }
        if (parameters.containsKey(ORGANISATION)) {
            Optional<Organisation> one =
                    id(parameters.get(ORGANISATION))
                            .filter(id -> kit.viewer().sees(id))
                            .flatMap(services.organisations().tree()::byId);
            one.ifPresent(organisation::setValue);
            fillGroups();
            return one.isPresent();
        }
        return true;
    }

    private Optional<Sim> card(@Nullable String text) {
        return id(text).flatMap(id ->
                services
                        .cards()
                        .listing()
                        .page(
                                kit.viewer().visible(),
                                ListQuery.ALL.withFilter("id", id.toString()),
                                0,
                                1)
                        .stream()
                        .findFirst());
    }

    private static Optional<UUID> id(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A reseller's customers may all have a group of the same name. */
    private String name(KnownGroup one) {
        return one.organisationId().equals(organisationId())
                ? one.name()
                : services.owner(one) + " · " + one.name();
    }

    private static String name(Sim card) {
        return card.label().isEmpty() ? card.iccid() : card.iccid() + " · " + card.label();
    }

    private static String text(String key) {
        return Texts.text(NAME + "." + key);
    }
}
