package io.passerelle.sims.portal;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.CardSection;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.sims.AccessPoints;
import io.passerelle.sims.CardSessions;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.JobReport;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimImport;
import io.passerelle.sims.SimJobs;
import io.passerelle.sims.SimRequests;
import io.passerelle.store.TemporaryFiles;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the pages, forms and windows of SIM cards work with. */
@Component
record SimServices(
        SimCards cards,
        SimRequests requests,
        GroupDirectory groups,
        AccessPoints accessPoints,
        Organisations organisations,
        SimImport imports,
        SimJobs jobs,
        JobReport report,
        TemporaryFiles files,
        List<CardSection> sections,
        ObjectProvider<CardSessions> sessions) {

    private static final Comparator<KnownGroup> DEFAULT_FIRST =
            Comparator.comparing(KnownGroup::isDefault)
                    .reversed()
                    .thenComparing(KnownGroup::name, String.CASE_INSENSITIVE_ORDER);

    /** The groups of one organisation, its default one first. */
    List<KnownGroup> groupsOf(UUID organisation) {
        return groups.all().values().stream()
                .filter(group -> group.organisationId().equals(organisation))
                .sorted(DEFAULT_FIRST)
                .toList();
    }

    /** The groups somebody sees, by the name of their organisation. */
    List<KnownGroup> groupsFor(Viewer viewer) {
        return groups.all().values().stream()
                .filter(group -> viewer.sees(group.organisationId()))
                .sorted(
                        Comparator.comparing((KnownGroup group) -> organisation(group))
                                .thenComparing(DEFAULT_FIRST))
                .toList();
    }

    /**
     * The identifiers an address names to show a card's history: with it those whose place it took.
     */
    String history(Viewer viewer, Sim sim) {
        return sim.replacesId() == null
                ? sim.id().toString()
                : cards.lineage(viewer, sim.id()).stream()
                        .map(UUID::toString)
                        .collect(Collectors.joining("&simId="));
    }

    /** The device the network last saw the card in. */
    Optional<String> lastDevice(UUID simId) {
        CardSessions known = sessions.getIfAvailable();
        return known == null ? Optional.empty() : known.lastDevice(simId);
    }

    /** Asks the network to end the card's sessions; how many. */
    int disconnect(Viewer viewer, UUID simId) {
        CardSessions known = sessions.getIfAvailable();
        return known == null ? 0 : known.disconnect(viewer, simId);
    }

    /** What the network was asked about a card in a time. */
    List<CardSessions.NetworkOrder> orders(UUID simId, Instant since, Instant until) {
        CardSessions known = sessions.getIfAvailable();
        return known == null ? List.of() : known.orders(simId, since, until);
    }

    /** The name of the organisation of a group. */
    String organisation(KnownGroup group) {
        return organisations.tree().name(group.organisationId());
    }

    /** The organisations somebody sees that can have cards. */
    List<Organisation> owners(Viewer viewer) {
        return OrganisationChoices.of(viewer, organisations).stream()
                .filter(o ->
                        o.kind() == OrganisationKind.CUSTOMER || o.kind() == OrganisationKind.SITE)
                .toList();
    }

    /** Whose cards somebody most likely means: their own organisation's, or the only possible. */
    Optional<Organisation> usualOwner(Viewer viewer) {
        List<Organisation> owners = owners(viewer);
        return owners.size() == 1
                ? Optional.of(owners.getFirst())
                : owners.stream().filter(o -> o.id().equals(viewer.organisationId())).findFirst();
    }
}
