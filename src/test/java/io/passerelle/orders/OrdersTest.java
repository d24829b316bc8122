package io.passerelle.orders;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.SignedIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.mail.Mail;
import io.passerelle.mail.Outbox;
import io.passerelle.people.NewPerson;
import io.passerelle.people.People;
import io.passerelle.people.Person;
import io.passerelle.people.Profile;
import io.passerelle.sims.ImportReport;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimGroup;
import io.passerelle.sims.SimGroupDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimStatus;
import io.passerelle.testing.Modules;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-4: both sides of an order, to the card that can be activated. */
class OrdersTest {

    private final Modules modules =
            Modules.start("accounts", "mail", "people", "sims", "operators", "orders");
    private final Orders orders = modules.get(Orders.class);
    private final Shipments shipments = modules.get(Shipments.class);
    private final DeliveryAddresses addresses = modules.get(DeliveryAddresses.class);
    private final SimCards cards = modules.get(SimCards.class);
    private Organisation customer;
    private Organisation neighbour;
    private Viewer operator;
    private Viewer buyer;
    private DeliveryAddress shop;
    private SimGroup tills;

    @BeforeEach
    void makePeople() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        Viewer founder = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer = customer(founder, "Boulangerie");
        neighbour = customer(founder, "Voisin");
        operator = person(founder, root, "opale", "en", Right.HANDLE_ORDERS, Right.MANAGE_SIMS);
        buyer = person(founder, customer, "martin", "fr", Right.ORDER_SIMS, Right.MANAGE_SIMS);
        tills =
                modules.get(SimGroups.class)
                        .create(buyer, new SimGroupDraft(customer.id(), "Caisses", null));
        shop = addresses.create(buyer, address("Boulangerie Martin"));
        eventually(() ->
                assertThat(modules.get(io.passerelle.sims.GroupDirectory.class).byId(tills.id()))
                        .isPresent());
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void order_comesInTwoParcels_andItsCardsCanBeActivatedAsTheyArrive() {
        Order placed = orders.place(buyer, draft(3));
        assertThat(placed.state()).isEqualTo(OrderState.RECEIVED);
        assertThat(placed.address())
                .isEqualTo("Boulangerie Martin\nZoë\n1 rue du Four\nFournil\n69001 Lyon\nFRANCE");
        orders.accept(operator, placed.id());

        assertThat(ship(placed, "1Z", 1, 2).imported()).isTrue();

        Order partly = orders.get(buyer, placed.id());
        assertThat(partly.state()).isEqualTo(OrderState.PARTLY_SHIPPED);
        Sim sent = card(1);
        assertThat(sent.status()).isEqualTo(SimStatus.ORDERED);
        assertThat(sent.operator()).isEqualTo("Orange");
        assertThat(sent.group()).isEqualTo("Caisses");
        assertThat(sent.hasPassword()).isTrue();
        assertThat(ship(placed, "2Z", 3).imported()).isTrue();
        assertThat(orders.get(buyer, placed.id()).state()).isEqualTo(OrderState.SHIPPED);

        orders.deliver(buyer, placed.id(), 1);

        assertThat(orders.get(buyer, placed.id()).state()).isEqualTo(OrderState.PARTLY_DELIVERED);
        assertThat(card(1).status()).isEqualTo(SimStatus.ACTIVATABLE);
        assertThat(card(3).status()).isEqualTo(SimStatus.ORDERED);
        assertThatThrownBy(() -> orders.deliver(operator, placed.id(), 1))
                .isInstanceOf(Refused.class);
        orders.deliver(operator, placed.id(), 2);
        assertThat(orders.get(buyer, placed.id()).state()).isEqualTo(OrderState.DELIVERED);
        assertThat(card(3).status()).isEqualTo(SimStatus.ACTIVATABLE);
        assertThat(orders.history(buyer, placed.id()))
                .extracting(OrderEvent::step)
                .containsExactly(
                        OrderAction.PLACE,
                        OrderAction.ACCEPT,
                        OrderAction.SHIP,
                        OrderAction.SHIP,
                        OrderAction.DELIVER,
                        OrderAction.DELIVER);
    }

    @Test
    void everyStep_isToldByMail_inTheLanguageOfWhoGetsIt() {
        Order placed = orders.place(buyer, draft(2));
        orders.accept(operator, placed.id());
        ship(placed, "XY 12", 1, 2);
        orders.deliver(buyer, placed.id(), 1);

        eventually(() -> {
            assertThat(mails("martin@example.com"))
                    .containsExactlyInAnyOrder("order.place", "order.accept", "order.ship");
            assertThat(mails("opale@example.com"))
                    .containsExactlyInAnyOrder("orderHandled.place", "orderHandled.deliver");
        });
        assertThat(text("martin@example.com", "order.ship"))
                .contains("Bonjour")
                .contains("Chronopost XY 12")
                .contains("2 cartes SIM, Orange, 3FF (micro)");
        assertThat(text("opale@example.com", "orderHandled.place"))
                .contains("Hello")
                .contains("Boulangerie has placed order " + placed.number());
    }

    @Test
    void faultyParcelFile_isToldLineByLine_andChangesNothing() {
        Order placed = orders.place(buyer, draft(2));
        orders.accept(operator, placed.id());
        ImportReport report =
                shipments.ship(
                        operator,
                        placed.id(),
                        "Chronopost",
                        "1",
                        file("iccid;msisdn\n89331000000000000015;x\n89331000000000000015;\n"));
        assertThat(report.imported()).isFalse();
        assertThat(report.problems())
                .extracting(p -> p.line() + " " + p.code())
                .contains("2 msisdn.bad", "3 import.twice");
        assertThat(shipments.check(operator, placed.id(), file("iccid;group\n1;x\n")).problems())
                .extracting(p -> p.code())
                .contains("import.header.unknown");
        assertThat(shipments.check(operator, placed.id(), file(csv(1, 2, 3))).problems())
                .extracting(p -> p.code())
                .contains("parcel.lines.many");
        assertThat(orders.get(buyer, placed.id()).shipped()).isZero();
        assertThat(cards.listing().count(buyer.visible(), ListQuery.ALL)).isZero();
        assertThat(orders.parcels(buyer, placed.id())).isEmpty();
    }

    @Test
    void eachStep_isRefusedWhereTheTableSaysSo() {
        Order placed = orders.place(buyer, draft(2));
        assertThatThrownBy(() -> orders.deliver(buyer, placed.id(), 1)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> ship(placed, "1", 1)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> orders.refuse(operator, placed.id(), "  "))
                .isInstanceOf(Refused.class);
        orders.accept(operator, placed.id());
        assertThatThrownBy(() -> orders.cancel(buyer, placed.id())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> orders.accept(operator, placed.id())).isInstanceOf(Refused.class);
        ship(placed, "1", 1);
        assertThatThrownBy(() -> orders.refuse(operator, placed.id(), "late"))
                .isInstanceOf(Refused.class);
        orders.close(operator, placed.id(), "sold out");
        assertThat(orders.get(buyer, placed.id()).state()).isEqualTo(OrderState.SHIPPED);
        orders.deliver(buyer, placed.id(), 1);
        Order done = orders.get(buyer, placed.id());
        assertThat(done.state()).isEqualTo(OrderState.DELIVERED);
        assertThat(done.reason()).isEqualTo("sold out");
        assertThat(done.givenUp()).isEqualTo(1);
    }

    @Test
    void strangersSeeNothing_andWhoHasNotTheRightDoesNothing() {
        Order placed = orders.place(buyer, draft(2));
        Viewer looker = Modules.customer(customer.id());
        Viewer stranger = Modules.customer(neighbour.id(), Right.ORDER_SIMS);
        assertThatThrownBy(() -> orders.get(stranger, placed.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> orders.cancel(stranger, placed.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> orders.history(stranger, placed.id()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> orders.cancel(looker, placed.id())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> orders.accept(buyer, placed.id())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> orders.place(looker, draft(1))).isInstanceOf(Forbidden.class);
        assertThat(orders.listing().count(stranger.visible(), ListQuery.ALL)).isZero();
        assertThatThrownBy(() -> addresses.get(stranger, shop.id())).isInstanceOf(NotFound.class);
        assertThat(addresses.choices(stranger, customer.id())).isEmpty();
        assertThat(codes(() -> orders.place(stranger, draft(1))))
                .containsExactly("organisation.unknown");
        orders.cancel(buyer, placed.id());
        assertThat(orders.get(buyer, placed.id()).state()).isEqualTo(OrderState.CANCELLED);
    }

    @Test
    void everyMistakeOfAnOrder_isNamedAtOnce() {
        var wrong =
                new OrderDraft(
                        customer.id(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        0,
                        " ",
                        FormFactor.ESIM,
                        "x".repeat(61),
                        "");
        assertThat(codes(() -> orders.place(buyer, wrong)))
                .containsExactlyInAnyOrder(
                        "number.range", "group.unknown", "address.unknown", "required", "too.long");
    }

    @Test
    void address_isChangedByOneAtATime_andStaysWithItsOrdersWhenRetired() {
        Order placed = orders.place(buyer, draft(1));
        addresses.update(buyer, shop.id(), 1, address("Martin & Fils"));
        assertThatThrownBy(() -> addresses.update(buyer, shop.id(), 1, address("Other")))
                .isInstanceOf(Conflict.class);
        addresses.retire(buyer, shop.id(), 2);
        assertThat(addresses.choices(buyer, customer.id())).isEmpty();
        assertThat(codes(() -> orders.place(buyer, draft(1)))).containsExactly("address.unknown");
        assertThat(orders.get(buyer, placed.id()).address()).startsWith("Boulangerie Martin\n");
        var wrong =
                new DeliveryAddressDraft(
                        customer.id(), "", "a\u0007b", "1\n2\n3\n4", "", "Lyon", "XX", "call me");
        assertThat(codes(() -> addresses.create(buyer, wrong)))
                .containsExactlyInAnyOrder(
                        "required",
                        "text.control",
                        "address.lines",
                        "required",
                        "address.country",
                        "address.telephone");
    }

    private ImportReport ship(Order order, String tracking, int... numbers) {
        return shipments.ship(operator, order.id(), "Chronopost", tracking, file(csv(numbers)));
    }

    private static String csv(int... numbers) {
        StringBuilder text = new StringBuilder("iccid;msisdn;imsi;user_name;password\n");
        for (int n : numbers) {
            text.append(
                    "893310000000000000%d;3360000000%d;20801000000000%d;till%d;secret\n"
                            .formatted(n, n, n, n));
        }
        return text.toString();
    }

    private static InputStream file(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Sim card(int number) {
        ListQuery one = ListQuery.ALL.withFilter("iccid", "893310000000000000" + number);
        return cards.listing().page(buyer.visible(), one, 0, 2).getFirst();
    }

    private static List<String> codes(Runnable work) {
        try {
            work.run();
            return List.of();
        } catch (Refused refused) {
            return refused.errors().stream().map(FieldError::code).toList();
        }
    }

    private List<String> mails(String recipient) {
        return everyMail(recipient).stream()
                .map(Mail::purpose)
                .filter(purpose -> purpose.startsWith("order"))
                .toList();
    }

    private String text(String recipient, String purpose) {
        Mail mail =
                everyMail(recipient).stream()
                        .filter(m -> m.purpose().equals(purpose))
                        .findFirst()
                        .orElseThrow();
        Viewer reader = Modules.operator(operator.organisationId());
        eventually(() -> assertThat(modules.get(Outbox.class).read(reader, mail.id())).isPresent());
        return modules.get(Outbox.class).read(reader, mail.id()).orElseThrow();
    }

    private List<Mail> everyMail(String recipient) {
        return modules
                .get(Outbox.class)
                .listing()
                .page(new Visible.Everything(), ListQuery.ALL, 0, 100)
                .stream()
                .filter(mail -> mail.recipient().equals(recipient))
                .toList();
    }

    private OrderDraft draft(int quantity) {
        return new OrderDraft(
                customer.id(),
                tills.id(),
                shop.id(),
                quantity,
                "Orange",
                FormFactor.MICRO_3FF,
                "PO 7",
                "");
    }

    private DeliveryAddressDraft address(String company) {
        return new DeliveryAddressDraft(
                customer.id(),
                company,
                "Zoë",
                "1 rue du Four\n Fournil \n",
                "69001",
                "Lyon",
                "fr",
                "");
    }

    private Organisation customer(Viewer founder, String name) {
        Organisations organisations = modules.get(Organisations.class);
        Organisation made =
                organisations.create(
                        founder,
                        new OrganisationDraft(
                                founder.organisationId(),
                                OrganisationKind.CUSTOMER,
                                name,
                                "",
                                true));
        eventually(() -> assertThat(organisations.tree().byId(made.id())).isPresent());
        return made;
    }

    private Viewer person(
            Viewer founder, Organisation of, String login, String language, Right... rights) {
        Person made =
                modules.get(People.class)
                        .create(
                                founder,
                                new NewPerson(
                                        of.id(),
                                        login,
                                        new Profile(
                                                "",
                                                "",
                                                login,
                                                login + "@example.com",
                                                language,
                                                "Europe/Paris"),
                                        Set.of(rights)));
        var signedIn = new SignedIn(made.id(), login, null);
        eventually(() ->
                assertThat(modules.get(Viewers.class).of(signedIn, "").orElseThrow().rights())
                        .containsExactlyInAnyOrder(rights));
        return modules.get(Viewers.class).of(signedIn, "192.0.2.7").orElseThrow();
    }
}
