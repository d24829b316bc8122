package io.passerelle.portal.shell;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.PortalSessions;
import io.passerelle.accounts.SignIn;
import io.passerelle.accounts.SignedIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.testing.Modules;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** What is done in a page whose session is over is a stranger's (ACC-7). */
class EndedSessionsTest {

    private final Modules modules = Modules.start("accounts");
    private final Organisations organisations = modules.get(Organisations.class);
    private final Viewers viewers = modules.get(Viewers.class);
    private final EndedSessions filter = new EndedSessions(viewers);
    private final Viewer operator =
            Modules.operator(organisations.createOperator("Opérateur").id());
    private final Organisation customer = customer();
    private final Authentication zoe = signIn();

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        modules.close();
    }

    @Test
    void sessionThatGoesOn_isLeftAlone() throws Exception {
        var session = new MockHttpSession();
        assertThat(whoArrives(session)).isSameAs(zoe);
        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void sessionEndedFromElsewhere_goesWithItsPages() throws Exception {
        UUID account = ((SignedIn) zoe.getPrincipal()).accountId();
        modules.get(PortalSessions.class).endAll(account, null);
        isOverSoon();
    }

    @Test
    void sessionOfADisabledOrganisation_goesWithItsPages() throws Exception {
        organisations.update(
                operator,
                customer.id(),
                1,
                new OrganisationDraft(
                        customer.id(), OrganisationKind.CUSTOMER, "Boulangerie", "", false));
        isOverSoon();
    }

    private void isOverSoon() throws Exception {
        SecurityContextHolder.getContext().setAuthentication(zoe);
        eventually(() -> assertThat(viewers.isOver()).isTrue());
        var session = new MockHttpSession();
        assertThat(whoArrives(session)).isNull();
        assertThat(session.isInvalid()).isTrue();
    }

    private @Nullable Authentication whoArrives(MockHttpSession session) throws Exception {
        SecurityContextHolder.getContext().setAuthentication(zoe);
        var request = new MockHttpServletRequest("POST", "/");
        request.setSession(session);
        var arrived = new Authentication[1];
        filter.doFilter(
                request,
                new MockHttpServletResponse(),
                (r, answer) -> arrived[0] = SecurityContextHolder.getContext().getAuthentication());
        return arrived[0];
    }

    private Organisation customer() {
        UUID root = operator.organisationId();
        eventually(() -> assertThat(organisations.tree().byId(root)).isPresent());
        Organisation made =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root, OrganisationKind.CUSTOMER, "Boulangerie", "", true));
        eventually(() -> assertThat(organisations.tree().byId(made.id())).isPresent());
        return made;
    }

    private Authentication signIn() {
        UUID id =
                modules.get(Accounts.class)
                        .create(
                                new AccountDraft(
                                        customer.id(),
                                        "zoe",
                                        "quatre mots au hasard",
                                        "",
                                        "",
                                        "",
                                        "fr",
                                        "UTC",
                                        Set.of()));
        eventually(() -> assertThat(viewers.of(new SignedIn(id, "zoe", null), "")).isPresent());
        return modules.get(SignIn.class)
                .authenticate(
                        UsernamePasswordAuthenticationToken.unauthenticated(
                                "zoe", "quatre mots au hasard"));
    }
}
