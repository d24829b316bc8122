package io.passerelle.store;

import static io.passerelle.store.db.Tables.AUDIT_ENTRY;
import static io.passerelle.store.db.Tables.CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Ids;
import io.passerelle.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Duration MONTH = Duration.ofDays(28);

    /** A Wednesday far from the parts that the migration made. */
    private static final Instant THEN = Instant.parse("2031-03-05T12:00:00Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final History history = new History(database.dsl());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void partsMadeTwice_areMadeOnce() {
        assertThat(history.makeParts("connection", THEN, MONTH)).isEqualTo(5);
        assertThat(history.makeParts("connection", THEN, MONTH)).isZero();
        assertThat(history.makeParts("authentication", THEN, MONTH)).isEqualTo(5);
    }

    @Test
    void recordsCameBeforeTheirPart_moveIntoIt() {
        UUID early = connection(THEN);
        UUID other = connection(THEN.plus(Duration.ofDays(300)));
        assertThat(partOf(early)).isEqualTo("connection_others");

        history.makeParts("connection", THEN, MONTH);

        assertThat(partOf(early)).isEqualTo("connection_20310303");
        assertThat(partOf(other)).isEqualTo("connection_others");
    }

    @Test
    void everyMomentOfAWeek_isInTheSamePart() {
        history.makeParts("connection", THEN, MONTH);

        assertThat(partOf(connection(Instant.parse("2031-03-02T23:59:59.999Z"))))
                .isEqualTo("connection_others");
        assertThat(partOf(connection(Instant.parse("2031-03-03T00:00:00Z"))))
                .isEqualTo("connection_20310303");
        assertThat(partOf(connection(Instant.parse("2031-03-09T23:59:59.999Z"))))
                .isEqualTo("connection_20310303");
        assertThat(partOf(connection(Instant.parse("2031-03-10T00:00:00Z"))))
                .isEqualTo("connection_20310310");
    }

    @Test
    void partIsDropped_whenAllOfItIsOld() {
        history.makeParts("connection", THEN, MONTH);
        UUID old = connection(THEN);
        UUID young = connection(THEN.plus(Duration.ofDays(7)));

        history.dropParts("connection", Instant.parse("2031-03-09T23:00:00Z"));
        assertThat(idsOfConnections()).containsExactlyInAnyOrder(old, young);

        history.dropParts("connection", Instant.parse("2031-03-10T00:00:00Z"));
        assertThat(idsOfConnections()).containsExactly(young);
    }

    @Test
    void upkeep_removesWhatIsOlderThanItsDays() {
        Instant now = Instant.now();
        UUID kept = audit(now.minus(Duration.ofDays(9)));
        audit(now.minus(Duration.ofDays(11)));

        new HistoryUpkeep(history, new HistorySettings(10, 10, 10, 10)).run(now);

        assertThat(database.dsl().select(AUDIT_ENTRY.ID).from(AUDIT_ENTRY).fetch(AUDIT_ENTRY.ID))
                .containsExactly(kept);
    }

    @Test
    void upkeepWithZeroDays_removesNothing() {
        audit(Instant.parse("1999-01-01T00:00:00Z"));
        connection(THEN);

        new HistoryUpkeep(history, new HistorySettings(0, 0, 0, 0))
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
                                "select relname::text from connection c join pg_class p on p.oid = c.tableoid"
                                        + " where c.id = ?",
                                id));
    }

    private List<UUID> idsOfConnections() {
        return database.dsl().select(CONNECTION.ID).from(CONNECTION).fetch(CONNECTION.ID);
    }
}
