package io.passerelle.orders.portal;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.operators.MobileOperators;
import io.passerelle.orders.DeliveryAddresses;
import io.passerelle.orders.Orders;
import io.passerelle.orders.Shipments;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.SimCards;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the pages and forms of orders work with. */
@Component
record OrderServices(
        Orders orders,
        Shipments shipments,
        DeliveryAddresses addresses,
        SimCards cards,
        GroupDirectory groups,
        MobileOperators mobileOperators,
        Organisations organisations) {

    /** The groups of one organisation, its default one first. */
    List<KnownGroup> groupsOf(UUID organisation) {
        return groups.all().values().stream()
                .filter(group -> group.organisationId().equals(organisation))
                .sorted(
                        Comparator.comparing(KnownGroup::isDefault)
                                .reversed()
                                .thenComparing(KnownGroup::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** The organisations somebody sees that can have cards. */
    List<Organisation> owners(Viewer viewer) {
        return OrganisationChoices.of(viewer, organisations).stream()
                .filter(o ->
                        o.kind() == OrganisationKind.CUSTOMER || o.kind() == OrganisationKind.SITE)
                .toList();
    }

    /** Whose order it most likely is. */
    Optional<Organisation> usualOwner(Viewer viewer) {
        List<Organisation> owners = owners(viewer);
        return owners.size() == 1
                ? Optional.of(owners.getFirst())
                : owners.stream().filter(o -> o.id().equals(viewer.organisationId())).findFirst();
    }

    /** The mobile operators one can think of. */
    List<String> operatorNames(Viewer viewer) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(mobileOperators.names());
        names.addAll(cards.operators(viewer));
        return List.copyOf(names);
    }

    /** Whether somebody has lists with the orders of several organisations. */
    static boolean seesSeveral(Viewer viewer) {
        return viewer.kind() == OrganisationKind.OPERATOR
                || viewer.kind() == OrganisationKind.RESELLER;
    }
}
