package io.passerelle.accounts;

import java.util.Set;

/** What an organisation is, and what may stand directly below it (ACC-1). */
public enum OrganisationKind {
    /** Runs Passerelle: the one root of the tree. */
    OPERATOR,
    /** Sells to customers. */
    RESELLER,
    /** Has SIM cards and telephones. */
    CUSTOMER,
    /** A place or branch of a customer. */
    SITE;

    /** The kinds that may stand directly below this one. */
    public Set<OrganisationKind> below() {
        return switch (this) {
            case OPERATOR -> Set.of(RESELLER, CUSTOMER);
            case RESELLER -> Set.of(CUSTOMER);
            case CUSTOMER, SITE -> Set.of(SITE);
        };
    }
}
