package io.passerelle.usage.portal;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.SimCards;
import io.passerelle.store.TemporaryFiles;
import io.passerelle.usage.Consumption;
import io.passerelle.usage.InvoiceImport;
import io.passerelle.usage.InvoiceRecords;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the pages of consumption work with. */
@Component
record UsageServices(
        Consumption consumption,
        InvoiceRecords invoices,
        InvoiceImport invoiceImport,
        SimCards cards,
        GroupDirectory groups,
        Organisations organisations,
        TemporaryFiles files) {

    /** The organisations somebody sees, by name. */
    List<Organisation> organisationsOf(Viewer viewer) {
        return OrganisationChoices.of(viewer, organisations);
    }

    /** The groups of an organisation and of all below it. */
    List<KnownGroup> groupsBelow(Viewer viewer, UUID organisation) {
        Set<UUID> below = organisations.tree().below(organisation);
        return groups.all().values().stream()
                .filter(group -> viewer.sees(group.organisationId()))
                .filter(group -> below.contains(group.organisationId()))
                .sorted(
                        Comparator.comparing((KnownGroup group) -> owner(group))
                                .thenComparing(KnownGroup::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** The name of a group's organisation. */
    String owner(KnownGroup group) {
        return organisations.tree().name(group.organisationId());
    }
}
