package io.passerelle.sims;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.Audit;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.SignedIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.ListQuery;
import io.passerelle.testing.Modules;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-3, ACC-8: a job does what who asked for it may, at each turn, and what their token lets. */
class JobRightsTest {

    private static final String LOGIN = "owner";

    private final Modules modules = Modules.start("accounts", "sims");
    private final SimJobs jobs = modules.get(SimJobs.class);
    private final JobTurns turns = modules.get(JobTurns.class);
    private final ApiTokens tokens = modules.get(ApiTokens.class);
    private final DSLContext dsl = modules.database().dsl();
    private UUID account;
    private Viewer owner;

    @BeforeEach
    void makeSomebodyWithCards() {
        modules.get(JobWorker.class).stop();
        Organisations organisations = modules.get(Organisations.class);
        UUID root = organisations.createOperator("Opérateur").id();
        eventually(() -> assertThat(organisations.tree().byId(root)).isPresent());
        var draft = new OrganisationDraft(root, OrganisationKind.CUSTOMER, "Un", "", true);
        UUID customer = organisations.create(Modules.operator(root), draft).id();
        eventually(() -> assertThat(organisations.tree().byId(customer)).isPresent());
        account =
                modules.get(Accounts.class)
                        .create(
                                new AccountDraft(
                                        customer,
                                        LOGIN,
                                        "a password of tests",
                                        "",
                                        "",
                                        "owner@example.com",
                                        "fr",
                                        "UTC",
                                        Set.of(Right.MANAGE_SIMS, Right.MANAGE_ACCOUNTS)));
        eventually(() -> assertThat(viewer(null).has(Right.MANAGE_SIMS)).isTrue());
        owner = viewer(null);
        String file =
                IntStream.rangeClosed(1, 600)
                        .mapToObj("893310000000%07d\n"::formatted)
                        .collect(Collectors.joining("", "iccid\n", ""));
        assertThat(
                        modules.get(SimImport.class)
                                .run(
                                        owner,
                                        customer,
                                        new ByteArrayInputStream(
                                                file.getBytes(StandardCharsets.UTF_8)),
                                        false,
                                        progress -> {})
                                .imported())
                .isTrue();
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void whoLosesTheRightHalfWay_getsNoFurther_andTheAuditTellsIt() {
        SimJob job = begun(owner);
        turn(); // its cards are looked for
        turn();
        assertThat(jobs.get(owner, job.id()).dealt()).isEqualTo(JobTurns.LINES_AT_ONCE);

        dsl.execute(
                "delete from account_right where account_id = ? and name = 'MANAGE_SIMS'", account);
        eventually(() -> assertThat(viewer(null).has(Right.MANAGE_SIMS)).isFalse());
        turn();

        SimJob ended = jobs.get(owner, job.id());
        assertThat(ended.state()).isEqualTo(SimJob.State.FAILED);
        assertThat(ended.reason()).isEqualTo("job.right");
        assertThat(labelled()).isEqualTo(JobTurns.LINES_AT_ONCE);
        assertThat(
                        modules.get(Audit.class)
                                .listing()
                                .page(
                                        owner.visible(),
                                        ListQuery.ALL.withFilter("action", "sim-job.end"),
                                        0,
                                        10))
                .hasSize(1);
    }

    @Test
    void tokenThatMayNot_startsNothing_andOneThatMay_isFollowedToTheEnd() {
        Viewer looker = viewer(tokens.issue(account, "looker", Set.of(), null));
        assertThatThrownBy(() -> begun(looker)).isInstanceOf(Forbidden.class);

        ApiTokens.Issued worker = tokens.issue(account, "worker", Set.of(Right.MANAGE_SIMS), null);
        SimJob late = begun(viewer(worker));
        dsl.execute(
                "update api_token set expires_at = now() - interval '1 min' where id = ?",
                worker.record().id());
        turnsOf(late);
        assertThat(jobs.get(owner, late.id()).state())
                .as("asked for in time")
                .isEqualTo(SimJob.State.DONE);
        assertThat(labelled()).isEqualTo(600);
    }

    @Test
    void tokenThatIsRevokedOrMayLess_stopsItsJobs_andNoOthers() {
        ApiTokens.Issued token = tokens.issue(account, "stolen", Set.of(Right.MANAGE_SIMS), null);
        SimJob stopped = begun(viewer(token));
        SimJob limited =
                begun(viewer(tokens.issue(account, "limited", Set.of(Right.MANAGE_SIMS), null)));
        SimJob kept = begun(owner);
        tokens.revoke(owner, token.record().id());
        dsl.execute("update api_token set rights = '{MANAGE_ACCOUNTS}' where name = 'limited'");
        turnsOf(kept);
        assertThat(jobs.get(owner, stopped.id()).reason()).isEqualTo("job.token");
        assertThat(jobs.get(owner, stopped.id()).lines()).isZero();
        assertThat(jobs.get(owner, limited.id()).reason())
                .as("the account may, its token may not")
                .isEqualTo("job.right");
        assertThat(jobs.get(owner, kept.id()).state()).isEqualTo(SimJob.State.DONE);
    }

    private SimJob begun(Viewer viewer) {
        return jobs.filter(viewer, ListQuery.ALL, new BulkWish(SimAction.LABEL, "new", ""));
    }

    private void turn() {
        assertThat(turns.next(new JobTurns.Blame())).isTrue();
    }

    /** Until that job is at its end. */
    private void turnsOf(SimJob job) {
        for (int i = 0; i < 20 && !jobs.get(owner, job.id()).state().isEnd(); i++) {
            turn();
        }
        while (turns.next(new JobTurns.Blame())) {
            // the others, too
        }
    }

    private int labelled() {
        return dsl.fetchCount(dsl.selectFrom("sim where label = 'new'"));
    }

    private Viewer viewer(ApiTokens.@Nullable Issued token) {
        var signedIn =
                token == null
                        ? new SignedIn(account, LOGIN, null)
                        : new SignedIn(
                                account, LOGIN, token.record().rights(), token.record().id(), null);
        return modules.get(Viewers.class).of(signedIn, "192.0.2.1").orElseThrow();
    }
}
