package io.passerelle.alerts.portal;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.AlertRule;
import io.passerelle.foundation.ListQuery;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whose cards a rule can look at, as far as somebody sees them. */
record ScopeChoices(
        Viewer viewer, Organisations organisations, GroupDirectory groups, SimCards cards) {

    private static final int GROUPS_AT_MOST = 2_000;

    List<Organisation> organisationsSeen() {
        return OrganisationChoices.of(viewer, organisations);
    }

    List<KnownGroup> groupsSeen() {
        return groups.all().values().stream()
                .filter(group -> viewer.sees(group.organisationId()))
                .sorted(Comparator.comparing(this::name))
                .limit(GROUPS_AT_MOST)
                .toList();
    }

    /** A group with its organisation's name: many have one that is called the same. */
    String name(KnownGroup group) {
        String organisation = organisations.tree().name(group.organisationId());
        return organisationsSeen().size() > 1 ? organisation + " / " + group.name() : group.name();
    }

    /** The card of that number. */
    Optional<UUID> card(String iccid) {
        ListQuery query = ListQuery.ALL.withSearch(iccid);
        return iccid.isBlank()
                ? Optional.empty()
                : cards.listing().page(viewer.visible(), query, 0, 10).stream()
                        .filter(sim -> sim.iccid().equals(iccid.strip()))
                        .map(Sim::id)
                        .findFirst();
    }

    /** What a rule's scope is called; nothing of one that is not seen. */
    String label(AlertRule.Scope scope, UUID id) {
        return switch (scope) {
            case ORGANISATION -> viewer.sees(id) ? organisations.tree().name(id) : "";
            case GROUP ->
                    groups.byId(id)
                            .filter(group -> viewer.sees(group.organisationId()))
                            .map(this::name)
                            .orElse("");
            case SIM -> iccid(id);
        };
    }

    private String iccid(UUID id) {
        ListQuery query = ListQuery.ALL.withFilter("id", id.toString());
        return cards.listing().page(viewer.visible(), query, 0, 1).stream()
                .map(Sim::iccid)
                .findFirst()
                .orElse("");
    }
}
