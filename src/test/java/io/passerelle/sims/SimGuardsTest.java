package io.passerelle.sims;

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
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.mail.Mail;
import io.passerelle.mail.Outbox;
import io.passerelle.sims.SimGuards.Expiry;
import io.passerelle.sims.SimGuards.ExpiryAction;
import io.passerelle.testing.Modules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** M2M-11: guards and tags. */
class SimGuardsTest {

    private static final String[] MODULES = {"accounts", "mail", "people", "sims"};
    private static final Instant SOON = Instant.now().plus(Duration.ofDays(3));

    private final Modules modules = Modules.start(MODULES);
    private final SimCards cards = modules.get(SimCards.class);
    private final SimRequests requests = modules.get(SimRequests.class);
    private final SimExpiry expiry = modules.get(SimExpiry.class);
    private Viewer operator;
    private Viewer owner;
    private Organisation customer;
    private int made;

    @BeforeEach
    void makeCustomer() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Un", "", true));
        owner = Modules.customer(customer.id(), Right.MANAGE_SIMS);
        eventually(() -> {
            assertThat(organisations.tree().byId(customer.id())).isPresent();
            assertThat(modules.get(GroupDirectory.class).all()).isNotEmpty();
        });
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void protectedCard_isNotTerminated_untilTheProtectionIsLifted() {
        Sim sim = card(SimStatus.ACTIVE, null);
        change(sim, SimChange.protection(true));
        assertThat(codes(() -> requests.ask(owner, sim.id(), null, SimAction.TERMINATE, "")))
                .containsExactly("action: sim.protected");
        assertThat(codes(() -> change(sim, status(SimStatus.TERMINATED))))
                .containsExactly("status: sim.protected");
        assertThat(codes(() -> change(sim, expiring(SOON, ExpiryAction.TERMINATE))))
                .containsExactly("expiryAction: sim.expiry.protected");
        change(sim, SimChange.protection(false));
        requests.ask(owner, sim.id(), null, SimAction.TERMINATE, "");
        assertThat(read(sim).status()).isEqualTo(SimStatus.TERMINATION_REQUESTED);
    }

    @Test
    void deviceLock_isKnownToTheNetworkSide_andLifted() {
        SimDirectory directory = modules.get(SimDirectory.class);
        Sim sim = card(SimStatus.ACTIVE, null);
        assertThat(codes(() -> change(sim, SimChange.device("490154203237517"))))
                .containsExactly("imei: imei.bad");
        change(sim, SimChange.device("4901542032375107"));
        assertThat(read(sim).guards().imei()).isEqualTo("49015420323751");
        eventually(() -> assertThat(directory.byId(sim.id()).orElseThrow().imei()).isNotNull());
        assertThat(found("imei", "490154203237518")).containsExactly(sim.iccid());
        change(sim, SimChange.device(""));
        assertThat(read(sim).guards().imei()).isNull();
    }

    @Test
    void expiredCard_isSuspendedOnce_whateverNodesDoIt() throws Exception {
        List<UUID> due = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            due.add(expired(card(SimStatus.ACTIVE, null), ExpiryAction.SUSPEND));
        }
        UUID suspended = expired(card(SimStatus.SUSPENDED, null), ExpiryAction.SUSPEND);
        UUID later = card(SimStatus.ACTIVE, null).id();
        change(cards.get(owner, later), expiring(SOON, ExpiryAction.TERMINATE));
        try (Modules other = modules.beside(MODULES)) {
            SimExpiry theirs = other.get(SimExpiry.class);
            int done = atOnce(expiry::carryOut, theirs::carryOut);
            assertThat(done + expiry.carryOut() + theirs.carryOut()).isEqualTo(due.size());
        }
        for (UUID id : due) {
            List<SimRequest> asked = asked(id);
            assertThat(asked).hasSize(1);
            assertThat(asked.getFirst().action()).isEqualTo(SimAction.SUSPEND);
            assertThat(asked.getFirst().askedBy()).isEqualTo(SimExpiry.BY);
            assertThat(cards.get(owner, id).guards().expiryDoneAt()).isNotNull();
        }
        assertThat(asked(suspended)).as("it is out of service already").isEmpty();
        assertThat(asked(later)).isEmpty();
        assertThat(found("guard", "expired")).hasSize(due.size());
        assertThat(found("guard", "soon")).hasSize(2);
    }

    @Test
    void cardWhoseExpiryFails_isPutBackWithItsReason_andHoldsUpNoOther() {
        Sim broken = card(SimStatus.ACTIVE, null);
        expired(broken, ExpiryAction.SUSPEND);
        UUID good = expired(card(SimStatus.ACTIVE, null), ExpiryAction.SUSPEND);
        DSLContext dsl = modules.database().dsl();
        dsl.execute(
                """
                create function break_one() returns trigger language plpgsql as $$
                begin raise exception 'broken for a test'; end $$;
                create trigger break_one before insert on sim_request for each row
                when (new.sim_id = '%s') execute function break_one();
                """
                        .formatted(broken.id()));
        assertThat(expiry.carryOut()).isEqualTo(2);
        assertThat(asked(good)).hasSize(1);
        assertThat(asked(broken.id())).isEmpty();
        assertThat(read(broken).status()).isEqualTo(SimStatus.ACTIVE);
        assertThat(read(broken).guards().expiryProblem()).isEqualTo(SimExpiry.FAULT);
        assertThat(expiry.carryOut()).as("it waits before it is tried again").isZero();
        dsl.execute("drop trigger break_one on sim_request");
        dsl.execute("update sim set expiry_retry_at = now() where id = ?", broken.id());
        assertThat(expiry.carryOut()).isEqualTo(1);
        assertThat(asked(broken.id())).hasSize(1);
        assertThat(read(broken).guards().expiryProblem()).isEmpty();
    }

    @Test
    void cardsThatExpireSoon_areToldOfByOneMailADay_howeverManyThereAre() {
        manager();
        Sim first = card(SimStatus.ACTIVE, null);
        Sim second = card(SimStatus.ACTIVE, null);
        change(first, expiring(SOON, ExpiryAction.SUSPEND));
        change(second, expiring(SOON, ExpiryAction.TERMINATE));
        change(
                card(SimStatus.ACTIVE, null),
                expiring(Instant.now().plus(Duration.ofDays(60)), ExpiryAction.SUSPEND));
        assertThat(expiry.warn()).isEqualTo(2);
        change(first, expiring(SOON.plusSeconds(60), ExpiryAction.SUSPEND));
        assertThat(expiry.tell()).as("one more was not counted yet").isFalse();
        assertThat(expiry.warn()).isEqualTo(1);
        assertThat(expiry.tell()).isTrue();
        assertThat(expiry.warn()).isZero();
        Outbox outbox = modules.get(Outbox.class);
        List<Mail> mails =
                outbox.listing().page(operator.visible(), ListQuery.ALL, 0, 10).stream().toList();
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().recipient()).isEqualTo("marie@example.org");
        eventually(() ->
                assertThat(outbox.read(operator, mails.getFirst().id()).orElseThrow())
                        .contains(first.iccid(), second.iccid(), "guard=soon"));
        change(first, expiring(SOON.plusSeconds(120), ExpiryAction.SUSPEND));
        assertThat(expiry.warn()).as("another date is told again").isEqualTo(1);
        assertThat(expiry.tell()).as("not twice a day").isFalse();
        modules.database()
                .dsl()
                .execute("update sim_expiry_notice set told_at = now() - interval '1 day'");
        assertThat(expiry.tell()).isTrue();
        assertThat(outbox.listing().count(operator.visible(), ListQuery.ALL)).isEqualTo(2);
    }

    @Test
    void cardsFoundByANodeThatBeganEarlier_areToldOf_too() {
        manager();
        Sim sim = card(SimStatus.ACTIVE, null);
        change(sim, expiring(SOON, ExpiryAction.SUSPEND));
        DSLContext theirs = modules.database().dsl();
        new TransactionTemplate(modules.get(PlatformTransactionManager.class))
                .executeWithoutResult(status -> {
                    modules.get(DSLContext.class).fetch("select now()");
                    theirs.execute(
                            "insert into sim_expiry_notice values (?, clock_timestamp(), null)",
                            customer.id());
                    assertThat(expiry.warn()).isEqualTo(1);
                });
        assertThat(expiry.tell()).isTrue();
        assertThat(modules.get(Outbox.class).listing().count(operator.visible(), ListQuery.ALL))
                .isEqualTo(1);
    }

    @Test
    void noticeWhoseCardsAreDealtWith_isTaken_andKeepsNobodyFromTheirs() {
        manager();
        Sim sim = card(SimStatus.ACTIVE, null);
        change(sim, expiring(SOON, ExpiryAction.SUSPEND));
        assertThat(expiry.warn()).isEqualTo(1);
        modules.database()
                .dsl()
                .execute("update sim set expiry_done_at = now() where id = ?", sim.id());
        assertThat(expiry.tell()).as("others may wait behind it").isTrue();
        assertThat(expiry.tell()).isFalse();
        assertThat(modules.get(Outbox.class).listing().count(operator.visible(), ListQuery.ALL))
                .isZero();
    }

    private void manager() {
        modules.get(Accounts.class)
                .create(
                        new AccountDraft(
                                customer.id(),
                                "manager",
                                "a password of tests",
                                "Marie",
                                "Martin",
                                "marie@example.org",
                                "en",
                                "Europe/Paris",
                                Set.of(Right.MANAGE_SIMS)));
    }

    @Test
    void tags_areAddedAndTakenAwayForMany_andFound() {
        Sim one = card(SimStatus.ACTIVE, null);
        Sim two = card(SimStatus.ACTIVE, null);
        assertThat(
                        cards.tag(
                                owner,
                                List.of(one.id(), two.id()),
                                List.of(" Été ", "kiosk"),
                                List.of()))
                .isEqualTo(2);
        assertThat(read(one).tags()).containsExactly("Été", "kiosk");
        assertThat(cards.tags(owner)).containsExactlyInAnyOrder("Été", "kiosk");
        cards.tag(owner, List.of(one.id()), List.of("spare"), List.of("kiosk"));
        assertThat(found("tag", "kiosk")).containsExactly(two.iccid());
        assertThat(found("tag", "spare")).containsExactly(one.iccid());
        change(two, SimChange.tags(List.of("Été")));
        assertThat(cards.tags(owner)).as("no card has it any more").doesNotContain("kiosk");
        assertThat(codes(() -> cards.tag(owner, List.of(one.id()), List.of("a,b"), List.of())))
                .containsExactly("add: sim.tag.bad");
        assertThat(codes(() -> cards.tag(owner, List.of(one.id()), many(21), List.of())))
                .containsExactly("add: sim.tags.many");
        cards.tag(owner, List.of(one.id()), many(18), List.of());
        assertThat(codes(() -> cards.tag(owner, List.of(one.id()), List.of("more"), List.of())))
                .containsExactly("add: sim.tags.many");
        assertThat(read(one).tags()).hasSize(20);
    }

    @Test
    void othersAndLookersOn_changeNoGuards() {
        Sim sim = card(SimStatus.ACTIVE, null);
        Viewer looker = Modules.customer(customer.id());
        Viewer stranger = Modules.customer(UUID.randomUUID(), Right.MANAGE_SIMS);
        var protection = SimChange.protection(true);
        assertThatThrownBy(() -> cards.update(looker, sim.id(), 1, protection))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> cards.update(stranger, sim.id(), 1, protection))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> cards.tag(stranger, List.of(sim.id()), List.of("x"), List.of()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> cards.tag(looker, List.of(sim.id()), List.of("x"), List.of()))
                .isInstanceOf(Forbidden.class);
        assertThat(cards.tags(stranger)).isEmpty();
    }

    @Test
    void address_isKeptOrFreed_asTheStatusSays() {
        for (SimStatus status : SimStatus.values()) {
            if (status.isWaiting()) {
                assertThat(codes(() -> card(status, null)))
                        .containsExactly("status: sim.status.waiting");
                continue;
            }
            if (!status.keepsAddress()) {
                assertThat(codes(() -> card(status, "10.64.0.9")))
                        .containsExactly("staticAddress: sim.address.status");
            }
            Sim sim = card(SimStatus.ACTIVE, "10.64.0.9");
            change(sim, status(status));
            assertThat(read(sim).staticAddress() != null)
                    .as(status.name())
                    .isEqualTo(status.keepsAddress());
            if (status != SimStatus.TERMINATED) {
                change(sim, status(SimStatus.TERMINATED)); // its address is free for the next
            }
        }
    }

    private static List<String> many(int count) {
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tags.add("tag" + i);
        }
        return tags;
    }

    private static int atOnce(Callable<Integer> one, Callable<Integer> two)
            throws InterruptedException, ExecutionException {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            int sum = 0;
            for (Future<Integer> done : both.invokeAll(List.of(one, two))) {
                sum += done.get();
            }
            return sum;
        }
    }

    /** Time cannot be waited for: the date is put into the past behind the rules' back. */
    private UUID expired(Sim sim, ExpiryAction action) {
        change(sim, expiring(SOON, action));
        modules.database()
                .dsl()
                .execute(
                        "update sim set expires_at = now() - interval '1 s' where id = ?",
                        sim.id());
        return sim.id();
    }

    private List<SimRequest> asked(UUID sim) {
        ListQuery query = ListQuery.ALL.withFilter("simId", sim.toString());
        return requests.listing().page(owner.visible(), query, 0, 10).stream().toList();
    }

    private List<String> found(String filter, String value) {
        return cards
                .listing()
                .page(owner.visible(), ListQuery.ALL.withFilter(filter, value), 0, 50)
                .stream()
                .map(Sim::iccid)
                .toList();
    }

    private static SimChange expiring(Instant at, ExpiryAction action) {
        return SimChange.expiry(new Expiry(at, action));
    }

    private static SimChange status(SimStatus status) {
        return new SimChange(null, null, null, null, status, null, null);
    }

    private Sim change(Sim sim, SimChange change) {
        return cards.update(operator, sim.id(), read(sim).version(), change);
    }

    private Sim read(Sim sim) {
        return cards.get(operator, sim.id());
    }

    private static List<String> codes(Runnable refused) {
        try {
            refused.run();
            return List.of();
        } catch (Refused e) {
            return e.errors().stream().map(SimGuardsTest::text).toList();
        }
    }

    private static String text(FieldError error) {
        return error.field() + ": " + error.code();
    }

    private Sim card(SimStatus status, @Nullable String address) {
        made++;
        return cards.create(
                operator,
                new SimDraft(
                        customer.id(),
                        null,
                        null,
                        "8933000000000000%03d".formatted(made),
                        null,
                        null,
                        "",
                        status,
                        "",
                        null,
                        null,
                        address));
    }
}
