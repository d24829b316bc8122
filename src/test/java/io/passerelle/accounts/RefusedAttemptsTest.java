package io.passerelle.accounts;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.store.AuditStore;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Visible;
import io.passerelle.store.StoreState;
import io.passerelle.testing.Modules;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

/** Every refused attempt is in the audit, and an attack does not fill it (ACC-7). */
class RefusedAttemptsTest {

    private final Modules modules = Modules.start("accounts");
    private final Audit audit = modules.get(Audit.class);
    private Instant now = Instant.now();
    private final RefusedAttempts attempts =
            new RefusedAttempts(
                    modules.get(AuditStore.class), modules.get(StoreState.class), () -> now);

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void attemptsOfAKind_areWrittenOneByOneThenTogether() {
        for (int i = 0; i < 1_000; i++) {
            attempts.refused(wrongPassword("192.0.2.7"));
        }
        assertThat(lines()).hasSize(RefusedAttempts.OF_A_STRANGER);
        attempts.tell(false);
        assertThat(lines()).hasSize(RefusedAttempts.OF_A_STRANGER);

        now = now.plus(RefusedAttempts.WINDOW);
        attempts.tell(false);

        assertThat(lines()).hasSize(RefusedAttempts.OF_A_STRANGER + 1);
        AuditLine together = lines().getFirst();
        assertThat(together.after()).contains("\"times\": 997");
        assertThat(together.entry().address()).isEqualTo("192.0.2.7");
        attempts.refused(wrongPassword("192.0.2.7"));
        assertThat(lines()).hasSize(RefusedAttempts.OF_A_STRANGER + 2);
    }

    @Test
    void attemptsFromEverywhere_areToldTogetherFromSomeNumberOn() {
        for (int i = 0; i < RefusedAttempts.KINDS + 100; i++) {
            attempts.refused(wrongPassword("10.0." + i / 250 + "." + i % 250));
        }
        assertThat(count()).isEqualTo(RefusedAttempts.KINDS);
        now = Instant.now().plusSeconds(60);
        attempts.tell(true);
        assertThat(count()).isEqualTo(RefusedAttempts.KINDS + 1);
        assertThat(lines().getFirst().after()).contains("\"times\": 100");
        assertThat(lines().getFirst().entry().address()).isEmpty();
    }

    @Test
    void attemptsWhileTheDatabaseTakesNothing_areToldWhenItDoes() {
        modules.database().dsl().execute("alter table audit_entry rename to audit_away");
        for (int i = 0; i < RefusedAttempts.OF_A_STRANGER; i++) {
            assertThatThrownBy(() -> attempts.refused(wrongPassword("192.0.2.7")));
        }
        for (int i = 0; i < 97; i++) {
            attempts.refused(wrongPassword("192.0.2.7"));
        }
        now = now.plus(RefusedAttempts.WINDOW);
        assertThatThrownBy(() -> attempts.tell(false));
        for (int i = 0; i < RefusedAttempts.OF_A_STRANGER; i++) {
            assertThatThrownBy(() -> attempts.refused(wrongPassword("192.0.2.7")));
        }
        now = now.plus(RefusedAttempts.WINDOW);
        assertThatThrownBy(() -> attempts.tell(false));

        modules.database().dsl().execute("alter table audit_away rename to audit_entry");
        attempts.tell(false);
        attempts.tell(true);

        AuditLine together = lines().getFirst();
        assertThat(lines()).hasSize(1);
        assertThat(together.after()).contains("\"times\": 103");
        assertThat(together.entry().address()).isEqualTo("192.0.2.7");
    }

    @Test
    void attemptThatIsBeingWritten_isNotToldTogetherAsWell() throws Exception {
        try (Connection somebody = modules.database().source().getConnection();
                var hands = Executors.newFixedThreadPool(2)) {
            somebody.setAutoCommit(false);
            try (Statement statement = somebody.createStatement()) {
                statement.execute("lock table audit_entry in exclusive mode");
            }
            Future<?> attempt = hands.submit(() -> attempts.refused(wrongPassword("192.0.2.7")));
            modules.database().eventuallyWaits();
            Future<?> telling = hands.submit(() -> attempts.tell(true));
            telling.get(1, TimeUnit.MINUTES); // nothing to write yet: it waits for nobody
            somebody.commit();
            attempt.get();
        }
        attempts.tell(true);
        assertThat(lines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line.after()).as("how many more there were").isNull());
    }

    @Test
    void wrongPasswordOfAnAccountAndOfNobody_areInTheAuditWithoutWhatWasTyped() {
        Organisation root = modules.get(Organisations.class).createOperator("Opérateur");
        UUID account =
                modules.get(Accounts.class)
                        .create(
                                new AccountDraft(
                                        root.id(),
                                        "claire",
                                        "correct horse",
                                        "",
                                        "",
                                        "",
                                        "fr",
                                        "UTC",
                                        Set.of()));
        var directory = modules.get(AccountDirectory.class);
        eventually(() -> assertThat(directory.byLogin("CLAIRE")).isPresent());
        SignIn signIn = modules.get(SignIn.class);

        for (String login : List.of("Claire", "a-password-in-the-wrong-field")) {
            assertThatThrownBy(() ->
                            signIn.authenticate(
                                    UsernamePasswordAuthenticationToken.unauthenticated(
                                            login, "wrong")))
                    .isInstanceOf(BadCredentialsException.class);
        }

        assertThat(lines())
                .extracting(line -> line.entry().login())
                .containsExactlyInAnyOrder("claire", "");
        assertThat(lines())
                .allSatisfy(line -> {
                    assertThat(line.entry().action()).isEqualTo("signIn.password");
                    assertThat(line.entry().outcome()).isEqualTo(AuditEntry.Outcome.FAILED);
                });
        assertThat(lines())
                .filteredOn(line -> line.entry().login().equals("claire"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.entry().accountId()).isEqualTo(account);
                    assertThat(line.entry().organisationId()).isEqualTo(root.id());
                });
    }

    @Test
    void tokenNobodyHas_isInTheAudit() {
        attempts.refused(wrongPassword("192.0.2.7"));
        assertThat(audit.actions()).containsExactly("signIn.password");
        ApiTokens tokens = modules.get(ApiTokens.class);
        assertThat(tokens.authenticate("psr_nothing", "192.0.2.9")).isEmpty();
        assertThat(lines())
                .filteredOn(line -> line.entry().action().equals("token.use"))
                .singleElement()
                .satisfies(line -> assertThat(line.entry().address()).isEqualTo("192.0.2.9"));
        assertThat(audit.actions()).containsExactly("signIn.password", "token.use");
    }

    private static AuditEntry wrongPassword(String address) {
        return new AuditEntry(
                Ids.next(),
                Instant.now(),
                AuditEntry.NOBODY,
                "",
                AuditEntry.NOBODY,
                address,
                "signIn.password",
                "account",
                "",
                AuditEntry.Outcome.FAILED);
    }

    private List<AuditLine> lines() {
        return audit.listing().page(new Visible.Everything(), ListQuery.ALL, 0, 100);
    }

    private long count() {
        return audit.listing().count(new Visible.Everything(), ListQuery.ALL);
    }
}
