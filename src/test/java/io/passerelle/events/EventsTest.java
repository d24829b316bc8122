package io.passerelle.events;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.SignInSlowed;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.testing.Modules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** ALL-7: what is told, to whom, and how often. */
class EventsTest {

    private final Modules modules = Modules.start("accounts");
    private final Events events = modules.get(Events.class);
    private Organisation customer;
    private Organisation other;
    private Viewer operator;

    @BeforeEach
    void makeCustomers() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer = organisations.create(operator, draft(root, "Un"));
        other = organisations.create(operator, draft(root, "Deux"));
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void eventOfATransactionThatFails_isNotTold() {
        var transaction = new TransactionTemplate(modules.get(PlatformTransactionManager.class));
        assertThatThrownBy(() ->
                        transaction.executeWithoutResult(status -> {
                            events.publish(suspended("1"));
                            throw new IllegalStateException("the change failed");
                        }))
                .isInstanceOf(IllegalStateException.class);
        transaction.executeWithoutResult(status -> events.publish(suspended("2")));
        assertThat(seenBy(operator)).extracting(Event::subjectId).containsExactly("2");
    }

    @Test
    void events_areSeenByTheirOrganisationAndThoseAbove_only() {
        events.publish(suspended("1"));
        events.publish(EventKind.NODE_LOST.of(null, "n", "node"));
        Viewer owner = Modules.customer(customer.id());
        Viewer stranger = Modules.customer(other.id());
        assertThat(seenBy(owner)).extracting(Event::kind).containsExactly("sim.suspended");
        assertThat(seenBy(stranger)).isEmpty();
        assertThat(seenBy(operator)).hasSize(2);
        Event event = seenBy(owner).getFirst();
        assertThat(event.data()).containsEntry("reason", "stolen").containsEntry("to", "SUSPENDED");
        assertThat(event.actor()).isEqualTo("claire");
        assertThat(event.node()).isEqualTo("test");
        assertThat(events.get(owner, event.id())).isEqualTo(event);
        assertThatThrownBy(() -> events.get(stranger, event.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void eventOfAnAccount_needsTheRightToManageAccounts() {
        events.publish(
                EventKind.ACCOUNT_CREATED
                        .of(customer.id(), "a", "paul")
                        .with(EventField.RIGHTS, List.of(Right.MANAGE_SIMS)));
        Viewer clerk = Modules.customer(customer.id(), Right.MANAGE_SIMS);
        Viewer manager = Modules.customer(customer.id(), Right.MANAGE_ACCOUNTS);
        assertThat(seenBy(clerk)).isEmpty();
        Event event = seenBy(manager).getFirst();
        assertThat(event.data()).containsEntry("rights", List.of("MANAGE_SIMS"));
        assertThatThrownBy(() -> events.get(clerk, event.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void whatIsToldOnce_isToldOnce_byWhicheverNode() {
        EventDraft lost = EventKind.NODE_LOST.of(null, "n", "node").once("n 17:00");
        events.publish(lost);
        events.offer(lost);
        events.offer(EventKind.NODE_STOPPED.of(null, "n", "node"));
        eventually(() ->
                assertThat(seenBy(operator))
                        .extracting(Event::kind)
                        .containsExactlyInAnyOrder("node.lost", "node.stopped"));
    }

    @Test
    void slowedSignInOfNobody_isNotTold() {
        NoticedEvents noticed = modules.get(NoticedEvents.class);
        noticed.signInSlowed(new SignInSlowed("nobody", "192.0.2.1", Duration.ofSeconds(2)));
        events.publish(suspended("1"));
        assertThat(seenBy(operator)).extracting(Event::kind).containsExactly("sim.suspended");
    }

    @Test
    void frequentKinds_areWantedWhereAWebHookAsksForThem() {
        assertThat(events.isWanted(EventKind.SESSION_OPENED, customer.id())).isFalse();
        assertThat(events.isWanted(EventKind.SIM_SUSPENDED, customer.id())).isTrue();
    }

    @Test
    void oldEvents_areRemoved() {
        events.publish(suspended("old").at(Instant.now().minus(Duration.ofDays(91))));
        events.publish(suspended("young"));
        modules.get(EventUpkeep.class).run(Instant.now());
        assertThat(seenBy(operator)).extracting(Event::subjectId).containsExactly("young");
    }

    private EventDraft suspended(String card) {
        return EventKind.SIM_SUSPENDED
                .of(customer.id(), card, "8933" + card)
                .by("claire")
                .with(EventField.TO, "SUSPENDED")
                .with(EventField.REASON, "stolen");
    }

    private List<Event> seenBy(Viewer viewer) {
        return events.listing(viewer).page(viewer.visible(), ListQuery.ALL, 0, 100);
    }

    private static OrganisationDraft draft(Organisation root, String name) {
        return new OrganisationDraft(root.id(), OrganisationKind.CUSTOMER, name, "", true);
    }
}
