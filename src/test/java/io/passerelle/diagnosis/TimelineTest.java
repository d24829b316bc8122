package io.passerelle.diagnosis;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.SecretBox;
import io.passerelle.testing.Modules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-9, M2M-63: all that happened to a card in one order, and who looked at it. */
class TimelineTest {

    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static Modules modules;
    private static Organisation root;
    private static UUID nas;
    private final DSLContext dsl = modules.get(DSLContext.class);
    private final Timeline timeline = modules.get(Timeline.class);
    private Viewer operator;
    private Viewer owner;
    private Organisation customer;
    private Organisation other;
    private Sim sim;
    private String address;

    @BeforeAll
    static void start() {
        modules =
                Modules.start(
                        "accounts",
                        "nodes",
                        "sims",
                        "sessions",
                        "connections",
                        "egress",
                        "routing",
                        "mail",
                        "alerts",
                        "diagnosis");
        Organisations organisations = modules.get(Organisations.class);
        root = organisations.createOperator("Opérateur");
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        nas = Ids.next();
        modules.get(DSLContext.class)
                .execute(
                        "insert into nas (id, name, network, secret) values (?, 'N',"
                                + " '192.0.2.1/32', ?)",
                        nas,
                        modules.get(SecretBox.class).seal("secret"));
    }

    @AfterAll
    static void stop() {
        modules.close();
    }

    @BeforeEach
    void makeCard() {
        Organisations organisations = modules.get(Organisations.class);
        operator = Modules.operator(root.id());
        customer = organisations.create(operator, customer(root));
        other = organisations.create(operator, customer(root));
        owner = Modules.customer(customer.id(), Right.MANAGE_SIMS, Right.READ_AUDIT);
        eventually(() -> {
            assertThat(organisations.tree().byId(other.id())).isPresent();
            assertThat(modules.get(SimGroups.class).defaultOf(other.id())).isPresent();
        });
        sim = modules.get(SimCards.class).create(owner, draft(customer));
        // others' sessions must not have its address by accident
        address = "10.64.%d.1".formatted(NUMBER.incrementAndGet());
    }

    private static OrganisationDraft customer(Organisation root) {
        String name = "Client " + NUMBER.incrementAndGet();
        return new OrganisationDraft(root.id(), OrganisationKind.CUSTOMER, name, "", true);
    }

    private static SimDraft draft(Organisation of) {
        String iccid = "%013d".formatted(8_933_000_000_000L + NUMBER.incrementAndGet());
        return new SimDraft(
                of.id(), null, null, iccid, null, null, "", SimStatus.ACTIVE, "", null, null, null);
    }

    @Test
    void eventsOfAllSources_areInOneOrder_howeverTheyAreRead() {
        for (int second = 0; second < 4; second++) {
            // all of them within one millisecond: the order between them must hold, too
            Instant at = START.plusSeconds(second);
            attempt(at, second % 2 == 0);
            UUID session = session(at, at.plusSeconds(2));
            connection(at, "client_closed");
            connection(at, "no_route");
            request(at, at.plusMillis(700));
            alert(at);
            dsl.execute(
                    "insert into sim_status_change (sim_id, organisation_id, at, status_before,"
                            + " status) values (?, ?, ?::timestamptz, 'ACTIVE', 'SUSPENDED')",
                    sim.id(),
                    customer.id(),
                    at.toString());
            assertThat(session).isNotNull();
        }
        Listing<TimelineEvent> list = timeline.of(owner, sim.id());

        List<TimelineEvent> whole = list.page(owner.visible(), ListQuery.ALL, 0, 1_000);

        assertThat(whole).hasSize(36);
        assertThat(whole)
                .extracting(TimelineEvent::at)
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(list.count(owner.visible(), ListQuery.ALL)).isEqualTo(36);
        List<TimelineEvent> exported = new ArrayList<>();
        list.each(owner.visible(), ListQuery.ALL, exported::add);
        assertThat(exported).isEqualTo(whole);
        for (int size : new int[] {1, 3, 7}) {
            assertThat(walked(list, ListQuery.ALL, size)).as("pages of " + size).isEqualTo(whole);
            assertThat(list.page(owner.visible(), ListQuery.ALL, size, size))
                    .isEqualTo(whole.subList(size, 2 * size));
        }
    }

    private List<TimelineEvent> walked(Listing<TimelineEvent> list, ListQuery query, int size) {
        List<TimelineEvent> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Slice<TimelineEvent> piece = list.after(owner.visible(), query, cursor, size);
            all.addAll(piece.items());
            cursor = piece.next();
        } while (cursor != null);
        return all;
    }

    @Test
    void kindsAndTimes_narrowTheListDown() {
        attempt(START, true);
        attempt(START.plusSeconds(60), false);
        connection(START.plusSeconds(120), "no_route");
        connection(START.plusSeconds(180), "client_closed");
        session(START.plusSeconds(1), null);

        assertThat(kinds(ListQuery.ALL.withFilter("kind", "SIGN_ON_REFUSED", "refusal")))
                .containsExactly(TimelineKind.REFUSAL, TimelineKind.SIGN_ON_REFUSED);
        assertThat(
                        kinds(
                                ListQuery.ALL
                                        .withFilter("since", START.plusMillis(500).toString())
                                        .withFilter("until", START.plusSeconds(120).toString())))
                .containsExactly(TimelineKind.SIGN_ON_REFUSED, TimelineKind.SESSION_START);
        assertThat(kinds(ListQuery.ALL.withFilter("kind", "SESSION_END"))).isEmpty();
        for (ListQuery wrong :
                List.of(
                        ListQuery.ALL.withFilter("kind", "LUNCH"),
                        ListQuery.ALL.withFilter("since", "yesterday"),
                        ListQuery.ALL.withFilter("iccid", "1"),
                        ListQuery.ALL.withSort("at", false))) {
            assertThatThrownBy(() -> kinds(wrong)).isInstanceOf(Refused.class);
        }
        assertThatThrownBy(() ->
                        timeline.of(owner, sim.id())
                                .after(owner.visible(), ListQuery.ALL, "made up", 1))
                .isInstanceOf(Refused.class);
    }

    private List<TimelineKind> kinds(ListQuery query) {
        return timeline.of(owner, sim.id()).page(owner.visible(), query, 0, 100).stream()
                .map(TimelineEvent::kind)
                .toList();
    }

    @Test
    void statusThatChanges_isRemembered_whoeverChangesIt() {
        dsl.execute("update sim set status = 'SUSPENDED' where id = ?", sim.id());
        dsl.execute("update sim set label = 'x', status = 'SUSPENDED' where id = ?", sim.id());
        dsl.execute("update sim set status = 'TERMINATED' where id = ?", sim.id());

        assertThat(timeline.latest(owner, sim.id(), 10))
                .map(event -> EventWords.code(event))
                .containsExactly("terminated", "suspended");
    }

    @Test
    void somebodyElsesCard_isNotThere_andTheirEventsAreNotTold() {
        Viewer stranger = Modules.customer(other.id(), Right.MANAGE_SIMS, Right.READ_AUDIT);
        assertThatThrownBy(() -> timeline.of(stranger, sim.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> modules.get(SimFiles.class).of(stranger, sim.id()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> modules.get(Diagnoses.class).of(stranger, sim.id()))
                .isInstanceOf(NotFound.class);
        attempt(START, true);
        dsl.execute(
                "update authentication set organisation_id = ? where sim_id = ?",
                other.id(),
                sim.id());

        assertThat(kinds(ListQuery.ALL)).isEmpty();
        assertThat(timeline.of(operator, sim.id()).count(operator.visible(), ListQuery.ALL))
                .isEqualTo(1);
    }

    @Test
    void look_isNotedOnceAQuarterOfAnHour_andToldToThoseWhoMayKnow() {
        Looks looks = modules.get(Looks.class);
        looks.noted(owner, sim);
        looks.noted(owner, sim);
        looks.noted(operator, sim);

        assertThat(looks.last(owner, sim.id(), 10)).hasSize(2);
        assertThat(looks.last(Modules.customer(customer.id()), sim.id(), 10)).isEmpty();
    }

    @Test
    void fileOfACard_holdsWhatBelongsToIt() {
        session(START, START.plusSeconds(60));
        session(START.plusSeconds(90), null);
        connection(START.plusSeconds(95), "no_route");

        SimFile file = modules.get(SimFiles.class).of(owner, sim.id());

        assertThat(file.open()).hasSize(1);
        assertThat(file.ended()).hasSize(1);
        assertThat(file.recent()).hasSize(1);
        assertThat(file.errors()).hasSize(1);
        assertThat(file.latest()).hasSize(4);
        assertThat(file.routes()).isEmpty();
        assertThat(modules.get(Diagnoses.class).of(owner, sim.id()).answer().code())
                .isEqualTo("no_connection");
    }

    @Test
    void cardWithTheAddressOfAStranger_isToldThatThereIsOneAndNotWhich() {
        session(START, null);
        Sim theirs = modules.get(SimCards.class).create(operator, draft(other));
        dsl.execute(
                "insert into session (id, sim_id, organisation_id, nas_id, acct_session_id,"
                        + " address, started_at, last_at) values (?, ?, ?, ?, 'y', ?::inet, now(),"
                        + " now())",
                Ids.next(),
                theirs.id(),
                other.id(),
                nas,
                address);

        Finding seenByOwner = modules.get(Diagnoses.class).of(owner, sim.id()).answer();
        Finding seenByOperator = modules.get(Diagnoses.class).of(operator, sim.id()).answer();

        assertThat(seenByOwner.code()).isEqualTo("address_clash");
        assertThat(seenByOwner.why().toString()).doesNotContain(theirs.iccid());
        assertThat(seenByOperator.why().toString()).contains(theirs.iccid());
    }

    private void attempt(Instant at, boolean accepted) {
        dsl.execute(
                "insert into authentication (id, at, sim_id, organisation_id, method, accepted,"
                        + " reason) values (?, ?::timestamptz, ?, ?, 'PAP', ?, ?)",
                idOf(at),
                at.toString(),
                sim.id(),
                customer.id(),
                accepted,
                accepted ? "ACCEPTED" : "WRONG_PASSWORD");
    }

    private UUID session(Instant from, @Nullable Instant until) {
        UUID id = Ids.next();
        dsl.execute(
                "insert into session (id, sim_id, organisation_id, nas_id, acct_session_id,"
                        + " address, started_at, last_at, ended_at, end_reason) values (?, ?, ?, ?,"
                        + " 'x', ?::inet, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?)",
                id,
                sim.id(),
                customer.id(),
                nas,
                address,
                from.toString(),
                from.toString(),
                until == null ? null : until.toString(),
                until == null ? null : "STOP");
        return id;
    }

    private void connection(Instant at, String end) {
        dsl.execute(
                "insert into connection (id, opened_at, ended_at, kind, node, sim_id,"
                        + " organisation_id, source_address, source_port, input_port, end_reason)"
                        + " values (?, ?::timestamptz, ?::timestamptz, 'ROUTE', 'n', ?, ?, '10.64.0.1',"
                        + " 1, 4001, ?)",
                idOf(at),
                at.toString(),
                at.plusSeconds(1).toString(),
                sim.id(),
                customer.id(),
                end);
    }

    private void alert(Instant at) {
        dsl.execute(
                "insert into alert (id, rule_name, kind, severity, organisation_id, subject_id, subject,"
                        + " episode, value, threshold, opened_at, ended_at) values (?, 'Video',"
                        + " 'MONTH_BYTES', 'WARNING', ?, ?, ?, '2026-11', 60, 50, ?::timestamptz,"
                        + " ?::timestamptz)",
                Ids.next(),
                customer.id(),
                sim.id(),
                sim.iccid(),
                at.toString(),
                at.toString());
    }

    private void request(Instant at, Instant answered) {
        dsl.execute(
                "insert into sim_request (id, sim_id, organisation_id, action, state,"
                        + " status_before, asked_by, asked_at, answered_at, next_attempt_at) values (?,"
                        + " ?, ?, 'SUSPEND', 'CONFIRMED', 'ACTIVE', 'martin', ?::timestamptz,"
                        + " ?::timestamptz, null)",
                Ids.next(),
                sim.id(),
                customer.id(),
                at.toString(),
                answered.toString());
    }

    /** An identifier made at that moment, different from every other. */
    private static UUID idOf(Instant at) {
        UUID first = Ids.firstOf(at);
        return new UUID(
                first.getMostSignificantBits(),
                first.getLeastSignificantBits() | Ids.next().getLeastSignificantBits() >>> 2);
    }
}
