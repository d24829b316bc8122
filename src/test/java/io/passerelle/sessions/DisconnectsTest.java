package io.passerelle.sessions;

import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Ids;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.sessions.DisconnectLink.Answer;
import io.passerelle.sessions.DisconnectLink.Order;
import io.passerelle.sessions.SessionOrder.Cause;
import io.passerelle.sessions.SessionOrder.Kind;
import io.passerelle.sessions.store.SessionOrderStore;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimChange;
import io.passerelle.sims.SimDirectory;
import io.passerelle.sims.SimGroupDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.ChangeFeed;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** M2M-8: what servers are told of sessions, and what is made of their answers. */
class DisconnectsTest {

    private static final String LIVE = "127.0.0.1";
    private static final String DEAD = "127.9.9.9";

    private final Field field = new Field();
    private final Disconnects disconnects = field.modules.get(Disconnects.class);
    private final SimCards cards = field.modules.get(SimCards.class);
    private final CountDownLatch deadForEver = new CountDownLatch(1);
    private final List<Order> told = new CopyOnWriteArrayList<>();
    private volatile Answer toChange = new Answer(OrderState.ACK, null);
    private DisconnectWorker worker;
    private NetworkAccessServer dead;

    @BeforeEach
    void start() {
        dead =
                field.modules
                        .get(NetworkAccessServers.class)
                        .create(field.operator, nas("dead", DEAD, false));
        NasDirectory servers = field.modules.get(NasDirectory.class);
        eventually(() -> assertThat(servers.byId(dead.id())).isNotNull());
        var link = new StaticListableBeanFactory(Map.of("link", (DisconnectLink) this::tell));
        worker =
                new DisconnectWorker(
                        field.modules.get(SessionOrderStore.class),
                        servers,
                        link.getBeanProvider(DisconnectLink.class),
                        field.modules.get(SimDirectory.class),
                        field.modules.get(ChangeFeed.class),
                        field.modules.get(LiveTopics.class));
    }

    @AfterEach
    void stop() {
        deadForEver.countDown();
        worker.stop();
        field.close();
    }

    @Test
    void deadServer_delaysNobodyElse() {
        worker.start();
        for (int i = 0; i < 80; i++) {
            disconnects.ask(field.operator, session(field.card(), dead.id(), DEAD));
        }
        UUID alive = session(field.card(), field.nas.id(), LIVE);
        disconnects.ask(field.operator, alive);
        eventually(() -> assertThat(last(alive).state()).isEqualTo(OrderState.ACK));
        assertThat(last(alive).askedBy()).isEqualTo("tester");
    }

    @Test
    void sessionThatEndedByItself_isNotSaidToHaveBeenEnded() {
        UUID session = session(field.card(), field.nas.id(), LIVE);
        disconnects.ask(field.operator, session);
        end(session);
        worker.start();
        eventually(() -> assertThat(last(session).state()).isEqualTo(OrderState.ENDED));
        assertThat(told).isEmpty();
    }

    @Test
    void onlyAddressOfItsNetwork_isTold_whateverThePacketSaid() {
        UUID session = session(field.card(), field.nas.id(), "192.0.2.77");
        disconnects.ask(field.operator, session);
        worker.start();
        eventually(() -> assertThat(last(session).state()).isEqualTo(OrderState.ACK));
    }

    @Test
    void boxOutsideItsNetwork_isNeverTold() {
        worker.start();
        NetworkAccessServer several =
                field.modules
                        .get(NetworkAccessServers.class)
                        .create(field.operator, nas("several", "127.8.0.0/24", false));
        eventually(() ->
                assertThat(field.modules.get(NasDirectory.class).byId(several.id())).isNotNull());
        UUID session = session(field.card(), several.id(), "192.0.2.77");
        disconnects.ask(field.operator, session);
        eventually(() -> assertThat(last(session).state()).isEqualTo(OrderState.NO_ADDRESS));
        assertThat(told).isEmpty();
    }

    @Test
    void cardMoved_changesTheSessionWhereTheServerWantsIt_andEndsItWhereItRefuses() {
        worker.start();
        NetworkAccessServer wants =
                field.modules
                        .get(NetworkAccessServers.class)
                        .create(field.operator, nas("wants", "127.8.0.1", true));
        eventually(() ->
                assertThat(field.modules.get(NasDirectory.class).byId(wants.id())).isNotNull());
        Sim card = field.card();
        UUID session = session(card, wants.id(), "127.8.0.1");
        UUID untold = session(field.card(), field.nas.id(), LIVE);
        UUID paris = group("Paris");
        cards.move(field.operator, List.of(card.id()), paris);
        eventually(() -> {
            SessionOrder order = last(session);
            assertThat(order.state()).isEqualTo(OrderState.ACK);
            assertThat(order.kind()).isEqualTo(Kind.COA);
            assertThat(order.cause()).isEqualTo(Cause.GROUP);
            assertThat(order.askedBy()).isEqualTo("tester");
        });
        assertThat(told).containsExactly(new Order.ChangeGroup("Paris"));
        toChange = new Answer(OrderState.NAK, 405);
        UUID lyon = group("Lyon");
        cards.update(
                field.operator,
                card.id(),
                cards.get(field.operator, card.id()).version(),
                SimChange.group(lyon));
        eventually(() -> {
            List<SessionOrder> orders = disconnects.of(field.operator, session);
            assertThat(orders).hasSize(3);
            assertThat(orders.get(1).errorCause()).isEqualTo(405);
            assertThat(orders.getFirst().kind()).isEqualTo(Kind.DISCONNECT);
            assertThat(orders.getFirst().state()).isEqualTo(OrderState.ACK);
        });
        assertThat(disconnects.of(field.operator, untold)).isEmpty();
    }

    @Test
    void manyBarredSessions_areOrderedToEndInPieces_notHeldUpByThoseAskedAlready() {
        field.modules.get(DisconnectWorker.class).stop(); // it would be quicker
        SessionOrderStore store = field.modules.get(SessionOrderStore.class);
        List<UUID> asked = new ArrayList<>();
        Set<UUID> last = Set.of();
        for (int i = 0; i < 5; i++) {
            Sim card = field.card();
            last = Set.of(card.id());
            UUID session = session(card, field.nas.id(), LIVE);
            if (i < 2) {
                asked.add(session);
                disconnects.ask(field.operator, session);
            }
            suspend(card);
        }
        assertThat(store.insertForBarred(last)).isEqualTo(1);
        assertThat(store.insertForBarred(last)).isZero();
        assertThat(store.insertForBarred(1)).isEqualTo(1);
        assertThat(store.insertForBarred(2)).isEqualTo(1);
        assertThat(store.insertForBarred(2)).isZero();
        assertThat(asked).allMatch(session -> store.of(session).size() == 1);
    }

    @Test
    void barredSessions_areOrderedToEndInOneOrder_whicheverNodeFindsThem() {
        field.modules.get(DisconnectWorker.class).stop();
        Sim card = field.card();
        List<UUID> ids =
                Stream.generate(Ids::next)
                        .limit(5)
                        .sorted(Comparator.comparing(UUID::toString))
                        .toList();
        ids.reversed().forEach(id -> session(id, card, field.nas.id(), LIVE));
        suspend(card);
        assertThat(field.modules.get(SessionOrderStore.class).insertForBarred(Set.of(card.id())))
                .isEqualTo(5);
        assertThat(
                        field.modules
                                .database()
                                .dsl()
                                .fetch("select session_id from session_order order by ctid")
                                .getValues(0, UUID.class))
                .isEqualTo(ids);
    }

    @Test
    void barredCardWhoseOrderCannotBeWritten_isTriedAgain_thoughNoOtherIsBarred() {
        field.modules.get(DisconnectWorker.class).stop();
        field.modules
                .database()
                .dsl()
                .execute(
                        """
                        create sequence tries; -- the card's, and the look at all that may come between
                        create function fail_twice() returns trigger language plpgsql as $$ begin
                        if nextval('tries') <= 2 then
                            raise exception 'for a test' using errcode = '40P01';
                        end if;
                        return new; end $$;
                        create trigger fail_twice before insert on session_order
                        for each row execute function fail_twice();
                        """);
        worker.start();
        Sim card = field.card();
        UUID session = session(card, field.nas.id(), LIVE);
        suspend(card);
        eventually(() -> assertThat(last(session).state()).isEqualTo(OrderState.ACK));
        assertThat(last(session).cause()).isEqualTo(Cause.BARRED);
    }

    private void suspend(Sim card) {
        cards.update(
                field.operator,
                card.id(),
                1,
                new SimChange(null, null, null, null, SimStatus.SUSPENDED, null, null));
    }

    @Test
    void answerWhoseFollowUpCannotBeWritten_isNotWrittenEither_andAskedAgain() {
        NetworkAccessServer wants =
                field.modules
                        .get(NetworkAccessServers.class)
                        .create(field.operator, nas("wants", "127.8.0.1", true));
        eventually(() ->
                assertThat(field.modules.get(NasDirectory.class).byId(wants.id())).isNotNull());
        Sim card = field.card();
        UUID session = session(card, wants.id(), "127.8.0.1");
        DSLContext dsl = field.modules.database().dsl();
        dsl.execute(
                """
                create sequence broken; -- which counts in what is rolled back, too
                create function break_one() returns trigger language plpgsql as $$
                begin perform nextval('broken'); raise exception 'broken for a test'; end $$;
                create trigger break_one before insert on session_order for each row
                when (new.kind = 'DISCONNECT') execute function break_one();
                """);
        toChange = new Answer(OrderState.NAK, 405);
        cards.move(field.operator, List.of(card.id()), group("Paris"));
        worker.start();
        eventually(() ->
                assertThat(dsl.fetchOne("select is_called from broken").get(0)).isEqualTo(true));
        assertThat(last(session).state()).isEqualTo(OrderState.PENDING);
    }

    @Test
    void sessionInAnotherDevice_isEnded_onceTheCardIsLocked() {
        worker.start();
        Sim card = field.card();
        UUID session = session(card, field.nas.id(), LIVE);
        field.modules
                .database()
                .dsl()
                .update(SESSION)
                .set(SESSION.IMEISV, "3520990017614823")
                .where(SESSION.ID.eq(session))
                .execute();
        assertThat(disconnects.lastDevice(card.id())).contains("3520990017614823");
        cards.update(field.operator, card.id(), 1, SimChange.device("49015420323751"));
        field.modules.get(SessionOrderStore.class).insertForBarred(100);
        eventually(() -> {
            assertThat(last(session).cause()).isEqualTo(Cause.DEVICE);
            assertThat(last(session).state()).isEqualTo(OrderState.ACK);
        });
    }

    @Test
    void cardIsDisconnected_withAllItsSessions() {
        worker.start();
        Sim card = field.card();
        UUID one = session(card, field.nas.id(), LIVE);
        UUID two = session(card, field.nas.id(), LIVE);
        assertThat(disconnects.disconnect(field.operator, card.id())).isEqualTo(2);
        eventually(() -> {
            assertThat(last(one).state()).isEqualTo(OrderState.ACK);
            assertThat(last(two).state()).isEqualTo(OrderState.ACK);
        });
        Instant now = Instant.now();
        assertThat(disconnects.orders(card.id(), now.minusSeconds(60), now.plusSeconds(60)))
                .hasSize(2)
                .allMatch(order -> order.askedBy().equals("tester"));
    }

    private Answer tell(DisconnectLink.Server server, SessionFacts session, Order order)
            throws InterruptedException {
        if (server.address().getHostAddress().equals(DEAD)) {
            deadForEver.await();
            return new Answer(OrderState.NO_ANSWER, null);
        }
        assertThat(server.signed()).isTrue();
        told.add(order);
        return order instanceof Order.ChangeGroup ? toChange : new Answer(OrderState.ACK, null);
    }

    private SessionOrder last(UUID session) {
        return disconnects.lastOf(field.operator, session).orElseThrow();
    }

    private UUID group(String name) {
        UUID id =
                field.modules
                        .get(SimGroups.class)
                        .create(field.operator, new SimGroupDraft(field.customer.id(), name, null))
                        .id();
        GroupDirectory known = field.modules.get(GroupDirectory.class);
        eventually(() -> assertThat(known.byId(id)).isPresent());
        return id;
    }

    private UUID session(Sim card, UUID nas, String box) {
        return session(Ids.next(), card, nas, box);
    }

    private UUID session(UUID id, Sim card, UUID nas, String box) {
        InetAddress address = io.passerelle.foundation.Addresses.of(box);
        field.modules
                .database()
                .dsl()
                .insertInto(SESSION)
                .set(SESSION.ID, id)
                .set(SESSION.SIM_ID, card.id())
                .set(SESSION.ORGANISATION_ID, card.organisationId())
                .set(SESSION.NAS_ID, nas)
                .set(SESSION.NAS_ADDRESS, address)
                .set(SESSION.ACCT_SESSION_ID, id.toString())
                .set(SESSION.STARTED_AT, Instant.now())
                .set(SESSION.LAST_AT, Instant.now())
                .execute();
        return id;
    }

    private void end(UUID session) {
        field.modules
                .database()
                .dsl()
                .update(SESSION)
                .set(SESSION.ENDED_AT, Instant.now())
                .where(SESSION.ID.eq(session))
                .execute();
    }

    private static NetworkAccessServerDraft nas(String name, String network, boolean tellsGroup) {
        return new NetworkAccessServerDraft(
                name,
                network,
                Field.SECRET,
                MessageAuthenticatorPolicy.AUTO,
                null,
                true,
                true,
                tellsGroup);
    }
}
