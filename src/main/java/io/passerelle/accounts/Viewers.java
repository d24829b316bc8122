package io.passerelle.accounts;

import io.passerelle.foundation.Visible;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Who acts now, from Spring Security's context: the same for the portal and the API. */
@Component
public final class Viewers {

    private final AccountDirectory accounts;
    private final Organisations organisations;
    private final PortalSessions sessions;

    Viewers(AccountDirectory accounts, Organisations organisations, PortalSessions sessions) {
        this.accounts = accounts;
        this.organisations = organisations;
        this.sessions = sessions;
    }

    /** The portal's session of this request; empty when there is none. */
    public Optional<UUID> session() {
        return signedIn().map(SignedIn::sessionId);
    }

    /** The API token of this request; empty when there is none. */
    public Optional<UUID> token() {
        return signedIn().map(SignedIn::tokenId);
    }

    private static Optional<SignedIn> signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn
                ? Optional.of(signedIn)
                : Optional.empty();
    }

    /**
     * The viewer of this request.
     *
     * @throws IllegalStateException when nobody signed in: a page or end point forgot to ask for it
     */
    public Viewer current() {
        return find().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /**
     * The viewer of this request; empty when nobody is signed in, the account or its organisation
     * was disabled, or the session was ended from elsewhere.
     */
    public Optional<Viewer> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !(authentication.getPrincipal() instanceof SignedIn signedIn)) {
            return Optional.empty();
        }
        String address =
                authentication.getDetails() instanceof WebAuthenticationDetails details
                        ? details.getRemoteAddress()
                        : "";
        return of(signedIn, address);
    }

    /**
     * Whether somebody signed in for this request who may not go on: their session was ended from
     * elsewhere, or the account or its organisation was disabled.
     */
    public boolean isOver() {
        return signedIn().isPresent() && find().isEmpty();
    }

    /** The viewer a principal stands for now. */
    public Optional<Viewer> of(SignedIn signedIn, String address) {
        OrganisationTree tree = organisations.tree();
        if (sessions.isRevoked(signedIn.sessionId())) {
            return Optional.empty();
        }
        return accounts.byId(signedIn.accountId())
                .filter(account -> account.enabled() && tree.isEnabled(account.organisationId()))
                .flatMap(account ->
                        tree.byId(account.organisationId())
                                .map(organisation ->
                                        viewer(signedIn, account, organisation, tree, address)));
    }

    private static Viewer viewer(
            SignedIn signedIn,
            KnownAccount account,
            Organisation organisation,
            OrganisationTree tree,
            String address) {
        Visible visible =
                organisation.kind() == OrganisationKind.OPERATOR
                        ? new Visible.Everything()
                        : new Visible.Organisations(tree.below(organisation.id()));
        return new Viewer(
                account.id(),
                account.login(),
                account.displayName(),
                organisation.id(),
                organisation.kind(),
                rights(signedIn, account, organisation.kind()),
                account.language().equals("fr") ? Locale.FRANCE : Locale.UK,
                ZoneId.of(account.zone()),
                account.colorScheme(),
                visible,
                address,
                signedIn.tokenId());
    }

    private static Set<Right> rights(
            SignedIn signedIn, KnownAccount account, OrganisationKind kind) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        rights.addAll(account.rights());
        rights.removeIf(right -> !right.isFor(kind));
        if (signedIn.limitedTo() != null) {
            rights.retainAll(signedIn.limitedTo());
        }
        return Set.copyOf(rights);
    }
}
