package io.passerelle.accounts;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.NotFound;
import io.passerelle.testing.Modules;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** ACC-7's sign-in and ACC-8's tokens. */
class SignInTest {

    private final Modules modules = Modules.start("accounts");
    private final SignIn signIn = modules.get(SignIn.class);
    private final ApiTokens tokens = modules.get(ApiTokens.class);
    private final Viewers viewers = modules.get(Viewers.class);
    private Organisation root;
    private UUID account;

    @BeforeEach
    void makeAccount() {
        root = modules.get(Organisations.class).createOperator("Opérateur");
        account =
                modules.get(Accounts.class)
                        .create(
                                new AccountDraft(
                                        root.id(),
                                        "claire",
                                        "correct horse",
                                        "Claire",
                                        "Martin",
                                        "claire@example.com",
                                        "fr",
                                        "Europe/Paris",
                                        Set.of(Right.MANAGE_SIMS)));
        eventually(() ->
                assertThat(viewers.of(new SignedIn(account, "claire", null), ""))
                        .hasValueSatisfying(claire ->
                                assertThat(claire.rights()).containsExactly(Right.MANAGE_SIMS)));
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void rightPassword_signsInWhateverTheCaseOfTheLogin() {
        Authentication accepted = signIn.authenticate(attempt("Claire", "correct horse"));
        assertThat(accepted.isAuthenticated()).isTrue();
        SignedIn who = (SignedIn) accepted.getPrincipal();
        assertThat(who).isEqualTo(new SignedIn(account, "claire", null, null, who.sessionId()));
        assertThat(who.sessionId()).isNotNull();
        assertThat(accepted.getCredentials()).isNull();
    }

    @Test
    void sessionThatIsEndedFromElsewhere_isNobodysAnyMore() {
        SignedIn here = signIn("claire");
        SignedIn there = signIn("claire");
        Viewer claire = viewers.of(here, "192.0.2.1").orElseThrow();
        PortalSessions sessions = modules.get(PortalSessions.class);
        assertThat(sessions.open(claire.accountId())).hasSize(2);

        sessions.endOthers(claire, here.sessionId());

        eventually(() -> assertThat(viewers.of(there, "")).isEmpty());
        assertThat(viewers.of(here, "")).isPresent();
        assertThat(sessions.open(claire.accountId())).hasSize(1);
    }

    @Test
    void sessionOfSomebodyElse_cannotBeEnded() {
        SignedIn here = signIn("claire");
        Viewer other = Modules.customer(root.id());
        assertThatThrownBy(() -> modules.get(PortalSessions.class).end(other, here.sessionId()))
                .isInstanceOf(NotFound.class);
    }

    private SignedIn signIn(String login) {
        return (SignedIn) signIn.authenticate(attempt(login, "correct horse")).getPrincipal();
    }

    @Test
    void wrongPasswordAndUnknownLogin_areRefusedAlike() {
        assertThatThrownBy(() -> signIn.authenticate(attempt("claire", "wrong")))
                .isInstanceOf(BadCredentialsException.class)
                .hasMessage("wrong login or password");
        assertThatThrownBy(() -> signIn.authenticate(attempt("nobody", "wrong")))
                .isInstanceOf(BadCredentialsException.class)
                .hasMessage("wrong login or password");
    }

    @Test
    void guesser_mustWaitAndNobodyElse() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> signIn.authenticate(attempt("victim", "guess")))
                    .isInstanceOf(BadCredentialsException.class);
        }
        assertThatThrownBy(() -> signIn.authenticate(attempt("victim", "guess")))
                .isInstanceOf(LockedException.class);
        assertThat(signIn.authenticate(attempt("claire", "correct horse")).isAuthenticated())
                .isTrue();
    }

    @Test
    void token_opensWithItsRightsUntilItIsRevoked() {
        Viewer claire = viewers.of(new SignedIn(account, "claire", null), "").orElseThrow();
        ApiTokens.Issued issued = tokens.issue(claire, "scripts", Set.of(), null);
        eventually(() -> assertThat(tokens.authenticate(issued.token(), "")).isPresent());
        SignedIn signedIn = tokens.authenticate(issued.token(), "").orElseThrow();
        assertThat(viewers.of(signedIn, "").orElseThrow().rights()).isEmpty();
        assertThat(claire.rights()).containsExactly(Right.MANAGE_SIMS);
        tokens.revoke(claire, issued.record().id());
        eventually(() -> assertThat(tokens.authenticate(issued.token(), "")).isEmpty());
    }

    @Test
    void expiredAlteredAndUnknownTokens_openNothing() {
        var issued = tokens.issue(account, "old", Set.of(), Instant.now().minusSeconds(1));
        var valid = tokens.issue(account, "good", Set.of(), null);
        eventually(() -> assertThat(tokens.authenticate(valid.token(), "")).isPresent());
        assertThat(tokens.authenticate(issued.token(), "")).isEmpty();
        assertThat(tokens.authenticate(valid.token() + "x", "")).isEmpty();
        assertThat(tokens.authenticate("psr_nothing", "")).isEmpty();
        assertThat(tokens.authenticate("", "")).isEmpty();
    }

    private static Authentication attempt(String login, String password) {
        return UsernamePasswordAuthenticationToken.unauthenticated(login, password);
    }
}
