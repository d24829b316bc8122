package io.passerelle.portal;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import java.util.Comparator;
import java.util.List;

/** The organisations somebody can choose among: those they see. */
public final class OrganisationChoices {

    private OrganisationChoices() {}

    /** For a field of a form. */
    public static List<Organisation> of(Viewer viewer, Organisations organisations) {
        return organisations.tree().all().stream()
                .filter(organisation -> viewer.sees(organisation.id()))
                .sorted(Comparator.comparing(Organisation::name))
                .toList();
    }

    /** For a filter. */
    public static List<Choice> choices(Viewer viewer, Organisations organisations) {
        return of(viewer, organisations).stream()
                .map(organisation -> new Choice(organisation.id().toString(), organisation.name()))
                .toList();
    }
}
