package io.passerelle.sims;

import static io.passerelle.store.db.Tables.SIM_JOB;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.SignedIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.testing.Modules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** M2M-3, ALL-2: what is done to many cards. */
class SimJobsTest {

    private final Modules modules = Modules.start("accounts", "sims");
    private final SimJobs jobs = modules.get(SimJobs.class);
    private final SimCards cards = modules.get(SimCards.class);
    private Organisation customer;
    private Organisation neighbour;
    private Viewer operator;
    private Viewer owner;

    @BeforeEach
    void makePeopleAndCards() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer = customer("Un");
        neighbour = customer("Deux");
        owner = person(customer, "owner", Right.MANAGE_SIMS);
        modules.get(SimGroups.class)
                .create(owner, new SimGroupDraft(customer.id(), "Caisses", null));
        importCards(customer, 1, 6);
        importCards(neighbour, 7, 8);
        eventually(() -> {
            assertThat(modules.get(GroupDirectory.class).all().values())
                    .anyMatch(group -> group.name().equals("Caisses"));
        });
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void selectedCards_areAskedForTogether_andEachTellsWhatBecameOfIt() {
        List<UUID> ids = new ArrayList<>(IntStream.rangeClosed(1, 3).mapToObj(this::id).toList());
        ids.add(id(7)); // the neighbour's
        cards.update(
                operator,
                id(3),
                1,
                new SimChange(null, null, null, null, SimStatus.SUSPENDED, null, null));

        SimJob job = ended(jobs.select(owner, ids, wish(SimAction.SUSPEND, "")));

        assertThat(job.state()).isEqualTo(SimJob.State.DONE);
        assertThat(job.done()).isEqualTo(2);
        assertThat(job.refused()).isEqualTo(2);
        assertThat(card(1).status()).isEqualTo(SimStatus.SUSPENSION_REQUESTED);
        assertThat(card(1).statusBefore()).isEqualTo(SimStatus.ACTIVE);
        assertThat(card(7).status()).isEqualTo(SimStatus.ACTIVE);
        assertThat(jobs.lines(owner, job.id(), true, 0, 10))
                .extracting(SimJobLine::code)
                .containsExactly("sim.action.status", "bulk.unknown");
        List<SimRequest> asked =
                modules.get(SimRequests.class)
                        .listing()
                        .page(owner.visible(), ListQuery.ALL, 0, 10);
        assertThat(asked)
                .hasSize(2)
                .allMatch(request -> request.askedBy().equals("owner"))
                .allMatch(request -> request.before() == SimStatus.ACTIVE)
                .allMatch(request -> request.comment().equals("why not"));
        assertThat(
                        modules.get(DSLContext.class)
                                .fetch(
                                        "select subject_id from event where kind ="
                                                + " 'sim.request.asked'"))
                .as("web hooks hear of both")
                .hasSize(2);
    }

    @Test
    void everyCardThatFits_isMoved_andNobodyElses() {
        ListQuery all = ListQuery.ALL.withFilter("status", "ACTIVE");
        SimJob job = ended(jobs.filter(owner, all, wish(SimAction.GROUP, "caisses")));
        assertThat(job.done()).isEqualTo(6);
        assertThat(job.refused()).isZero();
        assertThat(card(6).group()).isEqualTo("Caisses");
        assertThat(card(7).group()).isEqualTo("défaut");
        SimJob none = ended(jobs.filter(owner, all, wish(SimAction.GROUP, "nowhere")));
        assertThat(none.refused()).isEqualTo(6);
        assertThatThrownBy(() ->
                        jobs.filter(
                                owner,
                                ListQuery.ALL.withFilter("colour", "red"),
                                wish(SimAction.LABEL, "x")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void file_isDoneLineByLine_inItsOrder_andEveryLineTellsWhatBecameOfIt() throws IOException {
        String file =
                """
                ICCID;action;paramètre
                8933100000000000001;libellé;Caisse 1
                8933100000000000001;suspendre;
                8933100000000000001;withdraw;
                8933100000000000002;groupe;Caisses

                8933100000000000003;explode;
                8933100000000000007;suspend;
                999;suspend;
                8933100000000000004;label;=1+1
                8933100000000000005;label
                8933100000000000005
                8933100000000000002;groupe;Caisses
                """;
        SimJob job = ended(file(owner, "actions.csv", file));
        assertThat(job.state()).isEqualTo(SimJob.State.DONE);
        assertThat(job.lines()).isEqualTo(11);
        assertThat(card(1).label()).isEqualTo("Caisse 1");
        assertThat(card(1).status()).isEqualTo(SimStatus.ACTIVE);
        assertThat(card(2).group()).isEqualTo("Caisses");
        assertThat(card(5).label()).isEmpty();
        assertThat(jobs.lines(owner, job.id(), true, 0, 100))
                .extracting(line -> line.line() + " " + line.code())
                .containsExactly(
                        "7 bulk.action",
                        "8 bulk.unknown",
                        "9 bulk.unknown",
                        "10 import.formula",
                        "12 bulk.width",
                        "13 import.twice");
        assertThat(job.done()).isEqualTo(5);
        assertThat(report(job))
                .startsWith("\uFEFFLigne;N° SIM;")
                .contains("2;8933100000000000001;libellé;Caisse 1;faite;\r\n")
                .contains("7;8933100000000000003;explode;;refusée;« explode »")
                .contains("'=1+1")
                .contains("8;8933100000000000007;suspend;;refusée;Il n’y a pas de carte");
    }

    @Test
    void guardsAndTags_areSetForMany_andEachCardIsJudgedAlone() {
        List<UUID> three = IntStream.rangeClosed(1, 3).mapToObj(this::id).toList();
        cards.update(owner, id(3), card(3).version(), SimChange.protection(true));
        SimJob dated =
                ended(jobs.select(owner, three, wish(SimAction.EXPIRY, "2045-01-31 terminate")));
        assertThat(dated.done()).isEqualTo(2);
        assertThat(jobs.lines(owner, dated.id(), true, 0, 10))
                .extracting(SimJobLine::code)
                .containsExactly("sim.expiry.protected");
        assertThat(card(1).guards().expiresAt()).isEqualTo("2045-01-31T00:00:00Z");
        assertThat(card(1).guards().expiryAction()).isEqualTo(SimGuards.ExpiryAction.TERMINATE);

        SimJob protect = ended(jobs.select(owner, three, wish(SimAction.PROTECTION, "oui")));
        assertThat(protect.refused()).as("two end by themselves").isEqualTo(2);
        ended(jobs.select(owner, three, wish(SimAction.EXPIRY, "jamais")));
        assertThat(card(1).guards().expiresAt()).isNull();
        ended(jobs.select(owner, three, wish(SimAction.PROTECTION, "on")));
        assertThat(card(1).guards().terminationProtected()).isTrue();
        SimJob ending = ended(jobs.select(owner, three, wish(SimAction.TERMINATE, "")));
        assertThat(ending.refused()).isEqualTo(3);

        SimJob seen = ended(jobs.select(owner, three, wish(SimAction.DEVICE, "seen")));
        assertThat(jobs.lines(owner, seen.id(), true, 0, 10))
                .hasSize(3)
                .allMatch(line -> line.code().equals("bulk.unseen"));
        ended(jobs.select(owner, three, wish(SimAction.TAGS, "kiosk, spare")));
        ended(jobs.select(owner, three, wish(SimAction.TAGS, "north | -spare")));
        assertThat(card(2).tags()).containsExactly("kiosk", "north");
        assertThat(cards.tags(owner)).containsExactlyInAnyOrder("kiosk", "north");
    }

    @Test
    void guardsOfAFile_areReadInBothLanguages_andNothingIsLiftedByAForgottenCell() {
        cards.update(owner, id(2), card(2).version(), SimChange.device("4901542032375107"));
        SimJob job =
                ended(
                        file(
                                owner,
                                "guards.csv",
                                """
                                ICCID;action;paramètre
                                8933100000000000001;appareil;490154203237518
                                8933100000000000002;device;
                                8933100000000000003;device;490154203237519
                                8933100000000000004;échéance;2045-12-31 suspendre
                                8933100000000000005;expiry;soon
                                8933100000000000005;protection;peut-être
                                8933100000000000005;étiquettes;=1+1
                                8933100000000000006;tags;%s
                                8933100000000000007;protection;on
                                8933100000000000006;protection;vrai
                                """
                                        .formatted(manyTags(21))));
        assertThat(jobs.lines(owner, job.id(), true, 0, 100))
                .extracting(line -> line.line() + " " + line.code())
                .containsExactly(
                        "3 required",
                        "4 imei.bad",
                        "6 bulk.date",
                        "7 bulk.switch",
                        "8 sim.tag.bad",
                        "9 sim.tags.many",
                        "10 bulk.unknown");
        assertThat(card(1).guards().imei()).isEqualTo("49015420323751");
        assertThat(card(2).guards().imei()).as("not lifted").isNotNull();
        assertThat(card(4).guards().expiresAt()).isNotNull();
        assertThat(card(6).guards().terminationProtected()).isTrue();
        assertThatThrownBy(() ->
                        jobs.select(
                                owner,
                                List.of(id(1)),
                                wish(SimAction.EXPIRY, "2001-01-01 suspend")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> jobs.select(owner, List.of(id(1)), wish(SimAction.DEVICE, " ")))
                .isInstanceOf(Refused.class);
    }

    private static String manyTags(int count) {
        return IntStream.range(0, count).mapToObj(i -> "t" + i).collect(Collectors.joining(","));
    }

    @Test
    void fileThatIsNone_isRefusedAtOnce_andNonsenseIsToldLineByLine() {
        assertThat(codes("")).containsExactly("import.empty");
        assertThat(codes("ICCID;action\n")).containsExactly("bulk.no-lines");
        assertThat(codes("label;action\n1;2\n")).containsExactly("bulk.header");
        assertThat(codes("1;2;3\n4;5;6\n")).containsExactly("bulk.header");
        assertThat(jobs.listing().count(owner.visible(), ListQuery.ALL.withFilter("kind", "FILE")))
                .isZero();
        StringBuilder nonsense = new StringBuilder("iccid,action\n");
        IntStream.range(0, 3_000).forEach(i -> nonsense.append("\"x,").append(i).append('\n'));
        SimJob job = ended(file(owner, "nonsense.csv", nonsense.toString()));
        assertThat(job.state()).isEqualTo(SimJob.State.DONE);
        assertThat(job.lines()).isEqualTo(3_000);
        assertThat(job.refused()).isEqualTo(3_000);
    }

    @Test
    void pieceThatIsInterrupted_isDoneAgainWhole_andEachCardOnce() {
        JobTurns turns = modules.get(JobTurns.class);
        modules.get(JobWorker.class).stop();
        StringBuilder file = new StringBuilder("iccid;action;parameter\n");
        importCards(customer, 1_000, 2_199);
        for (int i = 1_000; i < 2_200; i++) {
            file.append(iccid(i)).append(";suspend;\n");
        }
        SimJob job = file(owner, "many.csv", file.toString());
        var blame = new JobTurns.Blame();
        assertThat(turns.next(blame)).isTrue();
        assertThat(jobs.get(owner, job.id()).dealt()).isEqualTo(JobTurns.LINES_AT_ONCE);

        var transactions = new TransactionTemplate(modules.get(PlatformTransactionManager.class));
        transactions.executeWithoutResult(status -> {
            assertThat(turns.next(blame)).isTrue();
            status.setRollbackOnly(); // what the database does when the node dies
        });

        assertThat(jobs.get(owner, job.id()).dealt()).isEqualTo(JobTurns.LINES_AT_ONCE);
        modules.get(JobWorker.class).start(); // as another node, or this one after its restart
        SimJob done = ended(job);
        assertThat(done.done()).isEqualTo(1_200);
        assertThat(modules.get(SimRequests.class).listing().count(owner.visible(), ListQuery.ALL))
                .isEqualTo(1_200);
    }

    @Test
    void jobsOfOneCustomer_doNotKeepAnothersWaiting() {
        modules.get(JobWorker.class).stop();
        Viewer other = person(neighbour, "other", Right.MANAGE_SIMS);
        StringBuilder file = new StringBuilder("iccid;action;parameter\n");
        IntStream.range(0, 5_000).forEach(i -> file.append(i + ";suspend;\n"));
        SimJob large = file(owner, "large.csv", file.toString());
        file(owner, "second.csv", file.toString());
        SimJob small = jobs.select(other, List.of(id(7)), wish(SimAction.LABEL, "small"));
        JobTurns turns = modules.get(JobTurns.class);
        var blame = new JobTurns.Blame();
        for (int turn = 0; turn < 5; turn++) {
            turns.next(blame);
        }
        assertThat(jobs.get(other, small.id()).state()).isEqualTo(SimJob.State.DONE);
        assertThat(jobs.get(owner, large.id()).state()).isEqualTo(SimJob.State.RUNNING);
    }

    @Test
    void jobWhoseTurnsAreUndone_letsTheOthersGoFirst_andIsGivenUpInTheEnd() {
        JobWorker worker = modules.get(JobWorker.class);
        JobTurns turns = modules.get(JobTurns.class);
        worker.stop();
        DSLContext dsl = modules.database().dsl();
        dsl.execute(
                """
                create function stumble() returns trigger language plpgsql as $$
                begin raise exception 'for a test' using errcode = '40001'; end $$;
                create trigger stumble before update on sim for each row
                when (new.label = 'stumble') execute function stumble();
                """);
        SimJob bad = jobs.select(owner, List.of(id(1)), wish(SimAction.LABEL, "stumble"));
        SimJob good = jobs.select(operator(), List.of(id(7)), wish(SimAction.LABEL, "good"));
        var blame = new JobTurns.Blame();
        assertThatThrownBy(() -> turns.next(blame))
                .isInstanceOf(TransientDataAccessException.class);
        assertThat(blame.job()).contains(bad.id());
        turns.stumbled(bad.id());
        assertThat(turns.next(blame)).isTrue();
        assertThat(blame.job()).contains(good.id());
        assertThat(jobs.get(owner, bad.id()).state()).isEqualTo(SimJob.State.RUNNING);

        dsl.execute(
                "update sim_job set stumbles = ?, turn_at = now() - interval '1 min' where id = ?",
                JobTurns.STUMBLES_AT_MOST - 1,
                bad.id());
        worker.start();
        SimJob given = ended(bad);
        assertThat(given.state()).isEqualTo(SimJob.State.FAILED);
        assertThat(given.reason()).isEqualTo("job.stumbles");
        assertThat(card(1).label()).isEmpty();
    }

    private Viewer operator() {
        return person(
                modules.get(Organisations.class)
                        .tree()
                        .byId(operator.organisationId())
                        .orElseThrow(),
                "operator",
                Right.MANAGE_SIMS);
    }

    @Test
    void jobThatEndsWhileItsFileIsRead_tellsOfNoLines() throws IOException {
        DSLContext dsl = modules.database().dsl();
        dsl.execute(
                """
                create function break_run() returns trigger language plpgsql as $$
                begin raise exception 'for a test'; end $$;
                create trigger break_run before update on sim_job for each row
                when (old.state = 'PREPARING' and new.state = 'RUNNING') execute function break_run();
                """);
        String content = "iccid;action\n%s;suspend\n".formatted(iccid(1));
        SimJob failed = ended(jobs.receive(owner, "fails.csv", stream(content)));
        assertThat(failed.reason()).isEqualTo("job.fault");
        assertThat(failed.lines()).isZero();

        dsl.execute(
                "update sim_job set state = 'PREPARING', ended_at = null, lines = 5,"
                        + " turn_at = now() - interval '2 min' where id = ?",
                failed.id());
        modules.get(JobTurns.class).tidy(Duration.ofDays(1));
        SimJob silent = jobs.get(owner, failed.id());
        assertThat(silent.reason()).isEqualTo("job.interrupted");
        assertThat(silent.lines()).isZero();
    }

    @Test
    void filesOfOneCustomer_leavePlacesForAnothers() throws IOException {
        Viewer other = person(neighbour, "other", Right.MANAGE_SIMS);
        String content = "iccid;action\n%s;suspend\n".formatted(iccid(1));
        List<SimJob> taken = new ArrayList<>();
        modules.database()
                .dsl()
                .transaction(tx -> {
                    tx.dsl().execute("lock table sim_job_line"); // nobody reads further
                    for (int i = 0; i < 4; i++) {
                        taken.add(jobs.receive(owner, "mine.csv", stream(content)));
                    }
                    assertThatThrownBy(() -> jobs.receive(owner, "mine.csv", stream(content)))
                            .isInstanceOf(Refused.class)
                            .hasMessageContaining("upload.many");
                    taken.add(jobs.receive(other, "theirs.csv", stream(content)));
                });
        eventually(() ->
                assertThat(taken).allMatch(job -> jobs.get(operator, job.id()).state().isEnd()));
        SimJob again = ended(jobs.receive(owner, "mine.csv", stream(content)));
        assertThat(again.state()).isEqualTo(SimJob.State.DONE);
    }

    @Test
    void jobIsStopped_byThoseWhoSeeIt_andWhatWasDoneStays() {
        modules.get(JobWorker.class).stop();
        SimJob job = jobs.select(owner, List.of(id(1)), wish(SimAction.LABEL, "x"));
        Viewer stranger = Modules.customer(neighbour.id(), Right.MANAGE_SIMS);
        Viewer looker = Modules.customer(customer.id());
        assertThatThrownBy(() -> jobs.cancel(stranger, job.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> jobs.lines(stranger, job.id(), false, 0, 1))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> jobs.cancel(looker, job.id())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> jobs.select(looker, List.of(id(1)), wish(SimAction.LABEL, "x")))
                .isInstanceOf(Forbidden.class);
        jobs.cancel(owner, job.id());
        modules.get(JobWorker.class).start();
        assertThat(ended(job).state()).isEqualTo(SimJob.State.CANCELLED);
        assertThat(card(1).label()).isEmpty();
        assertThatThrownBy(() -> jobs.cancel(owner, job.id())).isInstanceOf(Refused.class);
    }

    @Test
    void jobIsStopped_whileItsCardsAreLookedFor() {
        modules.get(JobWorker.class).stop();
        importCards(customer, 10_001, 15_100);
        SimJob job = jobs.filter(owner, ListQuery.ALL, wish(SimAction.LABEL, "x"));
        JobTurns turns = modules.get(JobTurns.class);
        var blame = new JobTurns.Blame();
        assertThat(turns.next(blame)).isTrue();
        SimJob looking = jobs.get(owner, job.id());
        assertThat(looking.state()).isEqualTo(SimJob.State.PREPARING);
        assertThat(looking.lines()).isEqualTo(5_000);
        jobs.cancel(owner, job.id());
        turns.next(blame);
        assertThat(jobs.get(owner, job.id()).state()).isEqualTo(SimJob.State.CANCELLED);

        SimJob all = jobs.filter(owner, ListQuery.ALL, wish(SimAction.LABEL, "x"));
        turns.next(blame);
        turns.next(blame);
        assertThat(jobs.get(owner, all.id()).state()).isEqualTo(SimJob.State.RUNNING);
        assertThat(jobs.get(owner, all.id()).lines()).isEqualTo(5_106);
        assertThat(jobs.lines(owner, all.id(), false, 4_999, 2))
                .extracting(SimJobLine::iccid)
                .containsExactly(iccid(14_994), iccid(14_995));
    }

    @Test
    void cardOfSomebodyElse_isNotEvenHeld_byWhoeverNamesIt() {
        String file =
                "iccid;action;parameter\n%s;label;mine\n%s;label;mine\n"
                        .formatted(iccid(1), iccid(7));
        modules.get(JobWorker.class).stop();
        SimJob job = file(owner, "mine.csv", file);
        modules.database()
                .dsl()
                .transaction(theirs -> {
                    theirs.dsl().fetch("select id from sim where iccid = ? for update", iccid(7));
                    modules.get(JobWorker.class).start();
                    assertThat(ended(job).done()).isEqualTo(1);
                });
        assertThat(jobs.get(owner, job.id()).refused()).isEqualTo(1);
    }

    @Test
    void importOfALivingNode_isNotCalledInterrupted_howeverLongItIsSilent() throws Exception {
        DSLContext dsl = modules.get(DSLContext.class);
        JobTurns turns = modules.get(JobTurns.class);
        String silent =
                "update sim_job set turn_at = now() - interval '2 min' where kind = 'IMPORT'";
        var file = new PipedOutputStream();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor();
                file) {
            var read = new PipedInputStream(file);
            Future<ImportReport> report =
                    hands.submit(() ->
                            modules.get(SimImport.class)
                                    .run(owner, customer.id(), "slow.csv", read, false, p -> {}));
            file.write("iccid\n8933100000000090001\n".getBytes(StandardCharsets.UTF_8));
            file.flush();
            eventually(() -> assertThat(imports()).hasSize(1));
            dsl.execute(silent);
            eventually(() ->
                    assertThat(
                                    dsl.fetchCount(
                                            SIM_JOB,
                                            SIM_JOB.TURN_AT.gt(Instant.now().minusSeconds(30))))
                            .isEqualTo(1));
            turns.tidy(Duration.ofDays(1));
            assertThat(imports().getFirst().state()).isEqualTo(SimJob.State.RUNNING);
            file.close();
            assertThat(report.get().imported()).isTrue();
        }
        assertThat(imports().getFirst().state()).isEqualTo(SimJob.State.DONE);
        dsl.execute("update sim_job set state = 'RUNNING', ended_at = null");
        dsl.execute(silent);
        turns.tidy(Duration.ofDays(1));
        assertThat(imports().getFirst().state()).isEqualTo(SimJob.State.FAILED);
        assertThat(imports().getFirst().reason()).isEqualTo("job.interrupted");
    }

    private List<SimJob> imports() {
        return jobs.listing()
                .page(owner.visible(), ListQuery.ALL.withFilter("kind", "IMPORT"), 0, 10);
    }

    @Test
    void import_isAJobToo_withItsFaultsWhenItHasSome() {
        SimImport imports = modules.get(SimImport.class);
        imports.run(
                owner,
                customer.id(),
                "cards.csv",
                stream("iccid;imsi\n8933100000000000001;\n8933100000000000099;x\n"),
                false,
                progress -> {});
        SimJob failed = jobs.listing().page(owner.visible(), ListQuery.ALL, 0, 10).getFirst();
        assertThat(failed.kind()).isEqualTo(SimJob.Kind.IMPORT);
        assertThat(failed.fileName()).isEqualTo("cards.csv");
        assertThat(failed.state()).isEqualTo(SimJob.State.FAILED);
        assertThat(failed.refused()).isEqualTo(2);
        assertThat(jobs.lines(owner, failed.id(), true, 0, 10))
                .extracting(SimJobLine::code)
                .containsExactly("sim.taken", "imsi.bad");
    }

    /** A job whose file is read. */
    private SimJob file(Viewer viewer, String name, String content) {
        try {
            SimJob job = jobs.receive(viewer, name, stream(content));
            eventually(() ->
                    assertThat(jobs.get(viewer, job.id()).state())
                            .isNotEqualTo(SimJob.State.PREPARING));
            return jobs.get(viewer, job.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SimJob ended(SimJob job) {
        eventually(() -> assertThat(jobs.get(owner, job.id()).state().isEnd()).isTrue());
        return jobs.get(owner, job.id());
    }

    private String report(SimJob job) throws IOException {
        var bytes = new ByteArrayOutputStream();
        modules.get(JobReport.class).write(owner, job.id(), Locale.FRANCE, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private List<String> codes(String file) {
        try {
            file(owner, "x.csv", file);
            return List.of();
        } catch (Refused refused) {
            return refused.errors().stream().map(FieldError::code).toList();
        }
    }

    private static BulkWish wish(SimAction action, String parameter) {
        return new BulkWish(action, parameter, "why not");
    }

    private UUID id(int number) {
        return card(number).id();
    }

    private Sim card(int number) {
        ListQuery one = ListQuery.ALL.withFilter("iccid", iccid(number));
        return cards.listing().page(operator.visible(), one, 0, 2).getFirst();
    }

    private static String iccid(int number) {
        return "893310000000%07d".formatted(number);
    }

    private void importCards(Organisation of, int first, int last) {
        StringBuilder file = new StringBuilder("iccid\n");
        IntStream.rangeClosed(first, last).forEach(i -> file.append(iccid(i)).append('\n'));
        assertThat(
                        modules.get(SimImport.class)
                                .run(
                                        operator,
                                        of.id(),
                                        stream(file.toString()),
                                        false,
                                        progress -> {})
                                .imported())
                .isTrue();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Organisation customer(String name) {
        Organisations organisations = modules.get(Organisations.class);
        Organisation made =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                operator.organisationId(),
                                OrganisationKind.CUSTOMER,
                                name,
                                "",
                                true));
        eventually(() -> assertThat(organisations.tree().byId(made.id())).isPresent());
        return made;
    }

    private Viewer person(Organisation of, String login, Right... rights) {
        UUID account =
                modules.get(Accounts.class)
                        .create(
                                new AccountDraft(
                                        of.id(),
                                        login,
                                        "a password of tests",
                                        "",
                                        "",
                                        login + "@example.com",
                                        "fr",
                                        "UTC",
                                        Set.of(rights)));
        var signedIn = new SignedIn(account, login, null);
        Viewers viewers = modules.get(Viewers.class);
        eventually(() ->
                assertThat(viewers.of(signedIn, "").orElseThrow().rights())
                        .containsExactlyInAnyOrder(rights));
        return viewers.of(signedIn, "192.0.2.1").orElseThrow();
    }
}
