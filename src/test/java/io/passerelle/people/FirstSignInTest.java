package io.passerelle.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.PortalSessions;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.SignIn;
import io.passerelle.accounts.SignedIn;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import io.passerelle.mail.Mail;
import io.passerelle.testing.Eventually;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

/** From the creation mail to a working account, and back in after forgetting (ACC-3, ACC-4). */
class FirstSignInTest {

    private static final String PASSWORD = "quatre mots au hasard";
    private static final String ANOTHER = "cheval agrafe pile juste";

    private final PeopleFixture town = new PeopleFixture();
    private final SignIn signIn = town.modules.get(SignIn.class);
    private final PortalSessions sessions = town.modules.get(PortalSessions.class);

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void newAccount_getsTwoMailsAndSignsInWithThePasswordItChose() {
        Person zoe = town.newcomer("zoe", Right.MANAGE_SIMS);

        Mail welcome = town.mails(zoe, "welcome", 1).getFirst();
        assertThat(town.text(welcome))
                .contains("zoe")
                .contains("http://")
                .doesNotContain("/password/");
        assertThat(welcome.subject()).isEqualTo("Votre compte Passerelle");
        String token = town.token(town.mails(zoe, "link", 1).getFirst());

        // scanners of mail open links; that uses nothing up
        assertThat(town.passwords.loginOf(token)).contains("zoe");
        assertThat(town.passwords.loginOf(token)).contains("zoe");
        refuses("password", () -> town.passwords.choose(token, "motdepasse1", "motdepasse1", ""));
        town.passwords.choose(token, PASSWORD, PASSWORD, "192.0.2.7");

        assertThat(signIn("zoe", PASSWORD).accountId()).isEqualTo(zoe.id());
        assertThat(town.passwords.loginOf(token)).isEmpty();
        refuses("", () -> town.passwords.choose(token, ANOTHER, ANOTHER, ""));
        assertThat(town.mails(zoe, "changed")).isEmpty();
    }

    @Test
    void accountThatCameWithAPassword_isToldOfEveryChange() {
        UUID id =
                town.modules
                        .get(Accounts.class)
                        .create(
                                new AccountDraft(
                                        town.customer.id(),
                                        "paul",
                                        PASSWORD,
                                        "",
                                        "",
                                        "paul@example.com",
                                        "fr",
                                        "UTC",
                                        java.util.Set.of()));
        Person paul = town.people.get(town.operator, id);
        Eventually.eventually(() -> assertThat(town.viewer(paul).login()).isEqualTo("paul"));
        assertThat(paul.passwordAt()).isNotNull();

        town.passwords.change(town.viewer(paul), PASSWORD, ANOTHER, ANOTHER, null);

        town.mails(paul, "changed", 1);
    }

    @Test
    void linkThatIsAlteredOrReplaced_worksNot() {
        Person zoe = town.newcomer("zoe");
        String first = town.token(town.mails(zoe, "link", 1).getFirst());
        assertThat(town.passwords.loginOf(first + "x")).isEmpty();
        assertThat(town.passwords.loginOf("")).isEmpty();

        town.people.sendLink(town.operator, zoe.id());

        town.mails(zoe, "link", 2);
        assertThat(town.passwords.loginOf(first)).isEmpty();
    }

    @Test
    void linkThatHasExpired_worksNotAndUsesNothingUp() {
        Person zoe = town.newcomer("zoe");
        String token = town.token(town.mails(zoe, "link", 1).getFirst());
        town.modules
                .database()
                .dsl()
                .execute("update account_link set expires_at = now() - interval '1 second'");

        assertThat(town.passwords.loginOf(token)).isEmpty();
        refuses("", () -> town.passwords.choose(token, PASSWORD, PASSWORD, ""));
        assertThatThrownBy(() -> signIn("zoe", PASSWORD))
                .isInstanceOf(BadCredentialsException.class);

        town.people.sendLink(town.operator, zoe.id());
        String fresh = town.token(town.mails(zoe, "link", 2).getFirst());
        assertThat(town.passwords.loginOf(fresh)).contains("zoe");
    }

    @Test
    void linkOfAnAccountThatWasDisabled_worksNot() {
        Person zoe = town.newcomer("zoe");
        String token = town.token(town.mails(zoe, "link", 1).getFirst());
        town.people.update(
                town.operator,
                zoe.id(),
                zoe.version(),
                new PersonChange(zoe.profile(), false, java.util.Set.of()));
        Eventually.until("the link is dead", () -> town.passwords.loginOf(token).isEmpty());
        refuses("", () -> town.passwords.choose(token, PASSWORD, PASSWORD, ""));
    }

    @Test
    void forgottenPassword_isChosenAnewAndEndsEverySession() {
        Person zoe = withPassword("zoe");
        signIn("zoe", PASSWORD);
        town.passwords.forgotten("ZOE@example.com", "192.0.2.7");

        String token = town.token(town.mails(zoe, "forgotten", 1).getFirst());
        town.passwords.choose(token, ANOTHER, ANOTHER, "192.0.2.7");

        assertThat(sessions.open(zoe.id())).isEmpty();
        assertThat(signIn("zoe", ANOTHER).accountId()).isEqualTo(zoe.id());
        assertThatThrownBy(() -> signIn("zoe", PASSWORD))
                .isInstanceOf(BadCredentialsException.class);
        town.mails(zoe, "changed", 1);
    }

    @Test
    void questionOfAStranger_endsNoLinkAndThePasswordEndsThemAll() {
        Person zoe = town.newcomer("zoe");
        String first = town.token(town.mails(zoe, "link", 1).getFirst());
        town.passwords.forgotten("zoe", "192.0.2.66");
        String second = town.token(town.mails(zoe, "forgotten", 1).getFirst());
        assertThat(town.passwords.loginOf(first)).contains("zoe");

        town.passwords.choose(first, PASSWORD, PASSWORD, "192.0.2.7");

        assertThat(town.passwords.loginOf(second)).isEmpty();
        refuses("", () -> town.passwords.choose(second, ANOTHER, ANOTHER, ""));
    }

    @Test
    void passwordChangedByItsOwner_endsTheLinksThatWereSent() {
        Person zoe = withPassword("zoe");
        town.passwords.forgotten("zoe", "192.0.2.66");
        String token = town.token(town.mails(zoe, "forgotten", 1).getFirst());

        town.passwords.change(town.viewer(zoe), PASSWORD, ANOTHER, ANOTHER, null);

        assertThat(town.passwords.loginOf(token)).isEmpty();
    }

    @Test
    void linkInAMailboxTheAccountHasNoMore_worksNot() {
        Person zoe = town.newcomer("zoe");
        String token = town.token(town.mails(zoe, "link", 1).getFirst());
        Person renamed =
                town.people.update(
                        town.operator,
                        zoe.id(),
                        zoe.version(),
                        new PersonChange(
                                new Profile("Dr", "Zoë", "Roux", "zoe@example.com", "fr", "UTC"),
                                true,
                                java.util.Set.of()));
        assertThat(town.passwords.loginOf(token)).contains("zoe");

        town.people.update(
                town.operator,
                zoe.id(),
                renamed.version(),
                new PersonChange(
                        PeopleFixture.profile("roux@example.com"), true, java.util.Set.of()));

        assertThat(town.passwords.loginOf(token)).isEmpty();
    }

    @Test
    void questionsForOneAccount_sendThreeLinksAnHour() {
        Person zoe = withPassword("zoe");
        Person paul = withPassword("paul");
        for (int i = 0; i < 6; i++) {
            town.passwords.forgotten("zoe", "192.0.2." + i);
        }
        town.passwords.forgotten("nobody at all", "192.0.2.9");
        town.passwords.forgotten("paul", "192.0.2.9");
        town.mails(paul, "forgotten", 1);
        assertThat(town.mails(zoe, "forgotten", 3)).hasSize(3);
    }

    @Test
    void changeOfPassword_endsTheOtherSessionsAndNotThisOne() {
        Person zoe = withPassword("zoe");
        SignedIn here = signIn("zoe", PASSWORD);
        signIn("zoe", PASSWORD);
        var viewer = town.viewer(zoe);

        refuses(
                "current",
                () -> town.passwords.change(viewer, "wrong", ANOTHER, ANOTHER, here.sessionId()));
        refuses(
                "again",
                () -> town.passwords.change(viewer, PASSWORD, ANOTHER, "else", here.sessionId()));
        town.passwords.change(viewer, PASSWORD, ANOTHER, ANOTHER, here.sessionId());

        assertThat(sessions.open(zoe.id()))
                .extracting(session -> session.id())
                .containsExactly(here.sessionId());
        assertThat(signIn("zoe", ANOTHER).accountId()).isEqualTo(zoe.id());
    }

    private Person withPassword(String login) {
        Person person = town.newcomer(login);
        String token = town.token(town.mails(person, "link", 1).getFirst());
        town.passwords.choose(token, PASSWORD, PASSWORD, "192.0.2.7");
        return person;
    }

    private SignedIn signIn(String login, String password) {
        return (SignedIn)
                signIn.authenticate(
                                UsernamePasswordAuthenticationToken.unauthenticated(
                                        login, password))
                        .getPrincipal();
    }

    private static void refuses(String field, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .extracting(FieldError::field)
                                        .isEqualTo(List.of(field)));
    }
}
