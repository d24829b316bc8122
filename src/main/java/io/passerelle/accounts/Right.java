package io.passerelle.accounts;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What an account may do beyond looking at what is its organisation's (ACC-5). */
public enum Right {
    /** Make and change organisations below one's own. */
    MANAGE_ORGANISATIONS(true, Set.of(OrganisationKind.values())),
    /** Make and change accounts of one's organisation and those below it, and grant rights. */
    MANAGE_ACCOUNTS(true, Set.of(OrganisationKind.values())),
    /** Read who changed what, and what was refused. */
    READ_AUDIT(true, Set.of(OrganisationKind.values())),
    /** Read the built-in mailbox and see what became of mails. */
    MANAGE_MAIL(true, Set.of(OrganisationKind.OPERATOR)),
    /** Import SIM cards, change their label, group and credentials; make and change groups. */
    MANAGE_SIMS(true, Set.of(OrganisationKind.values())),
    /** Order SIM cards, cancel such orders, keep the address book, say that a parcel has come. */
    ORDER_SIMS(true, Set.of(OrganisationKind.values())),
    /** Accept, refuse and ship orders of SIM cards. */
    HANDLE_ORDERS(true, Set.of(OrganisationKind.OPERATOR)),
    /**
     * Make, change and delete IP M2M routes. Never given by default: it must be asked for and
     * granted.
     */
    MANAGE_ROUTES(false, Set.of(OrganisationKind.values())),
    /** Network access servers and access points. */
    MANAGE_NAS(true, Set.of(OrganisationKind.OPERATOR)),
    /** Allow internal networks as destinations of an organisation (M2M-26). */
    APPROVE_DESTINATIONS(true, Set.of(OrganisationKind.OPERATOR)),
    /** Take nodes out of service and forget those that are gone (ALL-4). */
    MANAGE_NODES(true, Set.of(OrganisationKind.OPERATOR)),
    /**
     * Look after guides, the support's numbers and addresses, and people's requests (HELP-1,
     * HELP-2).
     */
    MANAGE_HELP(true, Set.of(OrganisationKind.OPERATOR)),
    /** Say by which links the gateway reaches servers, and pin destinations to them (M2M-27). */
    MANAGE_LINKS(true, Set.of(OrganisationKind.OPERATOR)),
    /** Say what is told of SIM cards, and answer alerts (M2M-10). */
    MANAGE_ALERTS(true, Set.of(OrganisationKind.values())),
    /** Have events sent to web hooks (ALL-7). */
    MANAGE_WEBHOOKS(true, Set.of(OrganisationKind.values())),
    /** The gateway's metrics. */
    VIEW_METRICS(true, Set.of(OrganisationKind.OPERATOR));

    private final boolean byDefault;
    private final Set<OrganisationKind> kinds;

    Right(boolean byDefault, Set<OrganisationKind> kinds) {
        this.byDefault = byDefault;
        this.kinds = kinds;
    }

    /** Whether accounts of that kind of organisation may have the right at all. */
    public boolean isFor(OrganisationKind kind) {
        return kinds.contains(kind);
    }

    /** What a new account of that kind of organisation gets. */
    public static Set<Right> defaultsOf(OrganisationKind kind) {
        return EnumSet.allOf(Right.class).stream()
                .filter(right -> right.byDefault && right.isFor(kind))
                .collect(Collectors.toUnmodifiableSet());
    }
}
