package io.passerelle.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.PendingSignIn;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.SecondFactor;
import io.passerelle.accounts.SignIn;
import io.passerelle.accounts.SignedIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.testing.Authenticator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Who has a second factor is let in with both, and with neither alone (ACC-7). */
class SecondFactorTest {

    private static final String PASSWORD = "quatre mots au hasard";
    private static final WebAuthenticationDetails FROM =
            new WebAuthenticationDetails("192.0.2.7", null);

    private final PeopleFixture town = new PeopleFixture();
    private final SecondFactor factor = town.modules.get(SecondFactor.class);
    private final SignIn signIn = town.modules.get(SignIn.class);
    private final Person zoe = town.newcomer("zoe");
    private final Viewer viewer = town.viewer(zoe);

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void passwordAndCode_letInAndEachCodeOnce() {
        List<String> codes = switchOn();

        assertThatThrownBy(() -> signIn.authenticate(attempt()))
                .isInstanceOf(InsufficientAuthenticationException.class);
        assertThatThrownBy(() -> signIn.complete(pending(), "000000", FROM))
                .isInstanceOf(Refused.class);
        var accepted = signIn.complete(pending(), codes.getFirst().toUpperCase(), FROM);
        assertThat(((SignedIn) accepted.getPrincipal()).accountId()).isEqualTo(zoe.id());
        assertThatThrownBy(() -> signIn.complete(pending(), codes.getFirst(), FROM))
                .isInstanceOf(Refused.class);
        assertThat(signIn.complete(pending(), codes.get(1), FROM).isAuthenticated()).isTrue();
    }

    @Test
    void codeOfTheAuthenticator_isTakenOnce() {
        SecondFactor.Enrolment enrolment = factor.begin(viewer);
        assertThat(enrolment.uri())
                .isEqualTo(
                        "otpauth://totp/Passerelle:zoe?secret="
                                + enrolment.secret()
                                + "&issuer=Passerelle&algorithm=SHA1&digits=6&period=30");
        String code = Authenticator.code(enrolment.secret(), Instant.now());
        factor.confirm(viewer, code);
        assertThatThrownBy(() -> signIn.complete(pending(), code, FROM))
                .isInstanceOf(Refused.class);
        String next = Authenticator.code(enrolment.secret(), Instant.now().plusSeconds(30));
        assertThat(signIn.complete(pending(), next, FROM).isAuthenticated()).isTrue();
    }

    @Test
    void whoTriesCodes_mustWaitWhereverTheyComeFrom() {
        switchOn();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            var from = new WebAuthenticationDetails("192.0.2." + i, null);
            assertThatThrownBy(() -> signIn.complete(pending(), "000000", from))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> answers.add(refused.errors().getFirst().code()));
        }
        assertThat(answers.subList(0, 5)).containsOnly("factor.code");
        assertThat(answers).contains("password.wait");
        assertThat(town.modules.get(Audit.class).actions()).contains("signIn.code");
    }

    @Test
    void whoTriesCodesToSwitchItOff_mustWait() {
        List<String> codes = switchOn();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(refusal(() -> factor.off(viewer, "000000")));
        }
        assertThat(answers.getFirst()).isEqualTo("factor.code");
        assertThat(answers.getLast()).isEqualTo("password.wait");
        assertThat(refusal(() -> factor.off(viewer, codes.getFirst()))).isEqualTo("password.wait");
        assertThat(factor.isOn(zoe.id())).isTrue();
    }

    @Test
    void whoTriesCodesToSwitchItOn_mustWait() {
        factor.begin(viewer);
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(() -> factor.confirm(viewer, "12"))).isEqualTo("factor.code");
        }
        assertThat(refusal(() -> factor.confirm(viewer, "12"))).isEqualTo("password.wait");
        assertThat(town.modules.get(Audit.class).actions()).contains("factor.code");
    }

    @Test
    void whoManagesAccounts_switchesTheirOwnOffWithACodeOnly() {
        Person chief = town.newcomer("chief", Right.MANAGE_ACCOUNTS);
        Viewer manager = town.viewer(chief);
        String secret = factor.begin(manager).secret();
        List<String> codes = factor.confirm(manager, Authenticator.code(secret, Instant.now()));

        assertThat(refusal(() -> town.people.removeSecondFactor(manager, chief.id())))
                .isEqualTo("factor.own");
        assertThat(factor.isOn(chief.id())).isTrue();

        factor.off(manager, codes.getFirst());
        assertThat(factor.isOn(chief.id())).isFalse();
    }

    @Test
    void whoTakesTooLong_startsAgain() {
        List<String> codes = switchOn();
        var old = new PendingSignIn(zoe.id(), "zoe", Instant.now().minusSeconds(1), passwordAt());
        assertThatThrownBy(() -> signIn.complete(old, codes.getFirst(), FROM))
                .isInstanceOf(Refused.class);
    }

    @Test
    void whoKnewThePasswordOfBefore_isNotLetInAfterItChanged() {
        List<String> codes = switchOn();
        PendingSignIn before = pending();
        town.passwords.change(viewer, PASSWORD, "cheval agrafe pile", "cheval agrafe pile", null);

        assertThat(refusal(() -> signIn.complete(before, codes.getFirst(), FROM)))
                .isEqualTo("factor.late");
        assertThat(signIn.complete(pending(), codes.getFirst(), FROM).isAuthenticated()).isTrue();
    }

    @Test
    void whoLostIt_isHelpedByWhoManagesTheAccount() {
        switchOn();
        assertThatThrownBy(() -> factor.off(viewer, "000000")).isInstanceOf(Refused.class);
        town.people.removeSecondFactor(town.operator, zoe.id());
        assertThat(factor.isOn(zoe.id())).isFalse();
        assertThat(signIn.authenticate(attempt()).isAuthenticated()).isTrue();
    }

    private static String refusal(ThrowingCallable work) {
        Refused refused = catchThrowableOfType(Refused.class, work);
        return refused.errors().getFirst().code();
    }

    private List<String> switchOn() {
        String token = town.token(town.mails(zoe, "link", 1).getFirst());
        town.passwords.choose(token, PASSWORD, PASSWORD, "192.0.2.7");
        String secret = factor.begin(viewer).secret();
        assertThat(factor.isOn(zoe.id())).isFalse();
        assertThatThrownBy(() -> factor.confirm(viewer, "12")).isInstanceOf(Refused.class);
        String code = Authenticator.code(secret, Instant.now());
        return factor.confirm(viewer, code.substring(0, 3) + " " + code.substring(3));
    }

    private PendingSignIn pending() {
        return new PendingSignIn(zoe.id(), "zoe", Instant.now().plusSeconds(60), passwordAt());
    }

    private Instant passwordAt() {
        return town.people.get(town.operator, zoe.id()).passwordAt();
    }

    private static UsernamePasswordAuthenticationToken attempt() {
        return UsernamePasswordAuthenticationToken.unauthenticated("zoe", PASSWORD);
    }
}
