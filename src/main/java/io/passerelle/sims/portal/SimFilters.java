package io.passerelle.sims.portal;

import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.Sim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the list of cards is narrowed down. */
final class SimFilters {

    private final Kit kit;
    private final SimServices services;
    private @Nullable List<Choice> operators;

    SimFilters(Kit kit, SimServices services) {
        this.kit = kit;
        this.services = services;
    }

    void addTo(ListDefinition<Sim> list) {
        list.filter(Filter.select("status", SimWords::statuses))
                .filter(Filter.select("kind", SimWords::kinds))
                .filter(Filter.select("online", SimWords::online))
                .filter(Filter.select("groupId", this::groups));
        if (seesSeveral(kit.viewer())) {
            list.filter(
                    Filter.select(
                            "organisationId",
                            () ->
                                    OrganisationChoices.choices(
                                            kit.viewer(), services.organisations())));
        }
        list.filter(Filter.select("operator", this::operators))
                .filter(Filter.select("roaming", SimWords::roamings))
                .filter(Filter.select("tag", this::tags))
                .filter(Filter.select("guard", SimWords::guards))
                .filter(Filter.words("address"));
    }

    private List<Choice> groups() {
        Viewer viewer = kit.viewer();
        boolean several = seesSeveral(viewer);
        return services.groupsFor(viewer).stream()
                .map(group -> new Choice(group.id().toString(), name(group, several)))
                .toList();
    }

    private String name(KnownGroup group, boolean several) {
        return several ? services.organisation(group) + " › " + group.name() : group.name();
    }

    /** Asked of the database once in the life of a page. */
    private List<Choice> operators() {
        List<Choice> known = operators;
        if (known == null) {
            known =
                    services.cards().operators(kit.viewer()).stream()
                            .map(name -> new Choice(name, name))
                            .toList();
            operators = known;
        }
        return known;
    }

    private List<Choice> tags() {
        return services.cards().tags(kit.viewer()).stream()
                .map(tag -> new Choice(tag, tag))
                .toList();
    }

    private static boolean seesSeveral(Viewer viewer) {
        return viewer.kind() == OrganisationKind.OPERATOR
                || viewer.kind() == OrganisationKind.RESELLER;
    }
}
