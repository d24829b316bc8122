package io.passerelle.store;

import static io.passerelle.store.db.Tables.ACCOUNT_LINK;
import static io.passerelle.store.db.Tables.AUDIT_ENTRY;
import static io.passerelle.store.db.Tables.CONNECTION;
import static io.passerelle.store.db.Tables.CONNECTION_DESTINATION;
import static io.passerelle.store.db.Tables.MAIL;
import static io.passerelle.store.db.Tables.RIGHT_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Ids;
import io.passerelle.testing.TestDatabase;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Duration MONTH = Duration.ofDays(28);

    /** A Wednesday twenty weeks behind the parts that the migration made. */
    private static final Instant THEN =
            LocalDate.now(ZoneOffset.UTC)
                    .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
                    .plusWeeks(24)
                    .atTime(12, 0)
                    .toInstant(ZoneOffset.UTC);

    private static final Instant MONDAY = THEN.minus(Duration.ofHours(60));
    private static final Duration WEEK = Duration.ofDays(7);

    private static final UUID ACCOUNT = UUID.randomUUID();

    private final TestDatabase database = TestDatabase.fresh();
    private final History history = new History(database.dsl());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void partsMadeTwice_areMadeOnce() {
        assertThat(history.makeParts("connection", THEN, MONTH)).isBetween(23, 26);
        assertThat(history.makeParts("connection", THEN, MONTH)).isZero();
        assertThat(history.makeParts("authentication", THEN, MONTH)).isBetween(23, 26);
    }

    @Test
    void recordsCameBeforeTheirPart_moveIntoIt() {
        UUID early = connection(THEN);
        UUID other = connection(THEN.plus(Duration.ofDays(300)));
        UUID ancient = connection(Instant.parse("2001-01-01T00:00:00Z"));
        assertThat(partOf(early)).isEqualTo("connection_future");

        history.makeParts("connection", THEN, MONTH);

        assertThat(partOf(early)).isEqualTo(partOfWeek(MONDAY));
        assertThat(partOf(other)).isEqualTo("connection_future");
        assertThat(partOf(ancient)).isEqualTo("connection_past");
    }

    @Test
    void everyMomentOfAWeek_isInTheSamePart() {
        history.makeParts("connection", THEN, MONTH);

        Duration milli = Duration.ofMillis(1);
        assertThat(partOf(connection(MONDAY.minus(milli))))
                .isEqualTo(partOfWeek(MONDAY.minus(WEEK)));
        assertThat(partOf(connection(MONDAY))).isEqualTo(partOfWeek(MONDAY));
        assertThat(partOf(connection(MONDAY.plus(WEEK).minus(milli))))
                .isEqualTo(partOfWeek(MONDAY));
        assertThat(partOf(connection(MONDAY.plus(WEEK)))).isEqualTo(partOfWeek(MONDAY.plus(WEEK)));
    }

    @Test
    void partIsDropped_whenAllOfItIsOld() {
        history.makeParts("connection", THEN, MONTH);
        UUID old = connection(THEN);
        UUID young = connection(THEN.plus(WEEK));
        connection(Instant.parse("2001-01-01T00:00:00Z"));

        history.dropParts("connection", MONDAY.plus(WEEK).minus(Duration.ofHours(1)));
        assertThat(idsOfConnections()).containsExactlyInAnyOrder(old, young);

        history.dropParts("connection", MONDAY.plus(WEEK));
        assertThat(idsOfConnections()).containsExactly(young);
        assertThat(partOf(connection(THEN))).isEqualTo("connection_past");
    }

    @Test
    void upkeep_removesWhatIsOlderThanItsDays() {
        Instant now = Instant.now();
        UUID kept = audit(now.minus(Duration.ofDays(9)));
        audit(now.minus(Duration.ofDays(11)));
        UUID other = UUID.randomUUID();
        database.dsl()
                .execute(
                        "insert into connection_destination values ('a.example', ?, true, now()),"
                                + " ('a.example', ?, true, now() - interval '60 days')",
                        ACCOUNT,
                        other);

        new HistoryUpkeep(history, new HistorySettings(10, 10, 10, 10, 10, 10)).run(now);

        assertThat(database.dsl().select(AUDIT_ENTRY.ID).from(AUDIT_ENTRY).fetch(AUDIT_ENTRY.ID))
                .containsExactly(kept);
        assertThat(
                        database.dsl()
                                .selectFrom(CONNECTION_DESTINATION)
                                .fetchSet(CONNECTION_DESTINATION.ORGANISATION_ID))
                .as("of two owners of a destination the one who has not used it for long")
                .contains(ACCOUNT)
                .doesNotContain(other);
    }

    @Test
    void upkeep_removesMailsLinksAndRequestsThatAreOver() {
        String[] ages = {"9 days", "11 days", "60 days"};
        database.dsl()
                .execute(
                        "insert into organisation (id, kind, name) values (?, 'OPERATOR', 'o')",
                        ACCOUNT);
        database.dsl()
                .execute(
                        "insert into account (id, organisation_id, login, password_hash)"
                                + " values (?, ?, 'zoe', '')",
                        ACCOUNT,
                        ACCOUNT);
        for (String age : ages) {
            database.dsl()
                    .execute(
                            """
                            insert into mail (id, purpose, recipient, subject, created_at)
                            values (gen_random_uuid(), 'link', 'a@b.example', '', now() - ?::interval)
                            """,
                            age);
            database.dsl()
                    .execute(
                            """
                            insert into account_link (id, account_id, purpose, hash, expires_at)
                            values (gen_random_uuid(), ?, 'WELCOME', ?::bytea, now() - ?::interval)
                            """,
                            ACCOUNT,
                            age,
                            age);
            database.dsl()
                    .execute(
                            """
                            insert into right_request (id, account_id, organisation_id, login, name, decided_at)
                            values (gen_random_uuid(), ?, ?, 'zoe', ?, now() - ?::interval)
                            """,
                            ACCOUNT,
                            ACCOUNT,
                            age,
                            age);
        }

        new HistoryUpkeep(history, new HistorySettings(10, 10, 10, 10, 10, 10)).run(Instant.now());

        assertThat(database.dsl().fetchCount(MAIL)).isOne();
        assertThat(database.dsl().fetchCount(ACCOUNT_LINK)).isEqualTo(2);
        assertThat(database.dsl().fetchCount(RIGHT_REQUEST)).isOne();
    }

    @Test
    void upkeepWithZeroDays_removesNothing() {
        audit(Instant.parse("1999-01-01T00:00:00Z"));
        connection(THEN);

        new HistoryUpkeep(history, new HistorySettings(0, 0, 0, 0, 0, 0))
                .run(THEN.plus(Duration.ofDays(3_000)));

        assertThat(database.dsl().fetchCount(AUDIT_ENTRY)).isOne();
        assertThat(database.dsl().fetchCount(CONNECTION)).isOne();
    }

    private UUID connection(Instant at) {
        UUID id = Ids.firstOf(at);
        database.dsl()
                .execute(
                        """
                        insert into connection (id, opened_at, ended_at, kind, node, source_address, source_port,
                            input_port, end_reason)
                        values (?, now(), now(), 'ROUTE', 'n', '10.1.1.1', 1, 4001, 'client_closed')
                        """,
                        id);
        return id;
    }

    private UUID audit(Instant at) {
        UUID id = Ids.next();
        database.dsl()
                .insertInto(AUDIT_ENTRY)
                .set(AUDIT_ENTRY.ID, id)
                .set(AUDIT_ENTRY.AT, at)
                .set(AUDIT_ENTRY.ACTION, "test")
                .set(AUDIT_ENTRY.OUTCOME, "DONE")
                .execute();
        return id;
    }

    private String partOf(UUID id) {
        return String.valueOf(
                database.dsl()
                        .fetchValue(
                                "select relname::text from connection c join pg_class p on p.oid ="
                                        + " c.tableoid where c.id = ?",
                                id));
    }

    private static String partOfWeek(Instant monday) {
        return "connection_"
                + DateTimeFormatter.BASIC_ISO_DATE.format(
                        monday.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private List<UUID> idsOfConnections() {
        return database.dsl().select(CONNECTION.ID).from(CONNECTION).fetch(CONNECTION.ID);
    }
}
