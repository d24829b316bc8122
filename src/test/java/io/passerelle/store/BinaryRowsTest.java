package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Addresses;
import io.passerelle.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BinaryRowsTest {

    private static final Table<?> TABLE = DSL.table(DSL.name("copied"));
    private static final List<Field<?>> COLUMNS =
            List.of(
                    DSL.field(DSL.name("id")),
                    DSL.field(DSL.name("moment")),
                    DSL.field(DSL.name("words")),
                    DSL.field(DSL.name("address")),
                    DSL.field(DSL.name("small")),
                    DSL.field(DSL.name("big")),
                    DSL.field(DSL.name("document")));

    private final TestDatabase database = TestDatabase.fresh();
    private final DSLContext dsl = database.dsl();

    @BeforeEach
    void make() {
        dsl.execute(
                "create table copied (id uuid primary key, moment timestamptz, words text,"
                        + " address inet, small integer, big bigint, document jsonb)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyType_isReadBackAsItWas() {
        UUID id = UUID.fromString("0190f3c2-7d6a-7abc-8def-0123456789ab");
        copy(
                new BinaryRows(0)
                        .row(7)
                        .uuid(id)
                        .instant(Instant.parse("1999-12-31T23:59:59.999999Z"))
                        .text("déjà vu 🙂")
                        .inet(Addresses.of("192.0.2.7"))
                        .int4(-5)
                        .int8(Long.MAX_VALUE)
                        .jsonb("[{\"a\":1}]".getBytes(StandardCharsets.UTF_8))
                        .row(7)
                        .uuid(new UUID(0, 1))
                        .instant(Instant.parse("2026-11-21T10:00:00.123456Z"))
                        .text(null)
                        .inet(Addresses.of("2001:db8::7"))
                        .int4(null)
                        .int8(0)
                        .jsonb("{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(line(id))
                .isEqualTo(
                        "1999-12-31 23:59:59.999999|déjà vu 🙂|192.0.2.7|-5|9223372036854775807"
                                + "|[{\"a\": 1}]");
        assertThat(line(new UUID(0, 1)))
                .isEqualTo("2026-11-21 10:00:00.123456|-|2001:db8::7|-|0|{}");
    }

    @Test
    void rowThatIsThereAlready_refusesAll() {
        copy(
                new BinaryRows(0)
                        .row(7)
                        .uuid(new UUID(0, 2))
                        .instant(Instant.EPOCH)
                        .text("")
                        .inet(null)
                        .int4(0)
                        .int8(0)
                        .jsonb(new byte[] {'1'}));
        BinaryRows again = new BinaryRows(0);
        for (int i = 1; i <= 2; i++) {
            again.row(7)
                    .uuid(new UUID(0, i))
                    .instant(Instant.EPOCH)
                    .text("")
                    .inet(null)
                    .int4(0)
                    .int8(0)
                    .jsonb(new byte[] {'1'});
        }
        assertThatThrownBy(() -> copy(again))
                .isInstanceOfSatisfying(
                        DataAccessException.class,
                        refused -> assertThat(refused.sqlState()).isEqualTo("23505"));
        assertThat(dsl.fetchCount(TABLE)).isEqualTo(1);
    }

    private void copy(BinaryRows rows) {
        dsl.connection(connection -> rows.copy(connection, TABLE, COLUMNS));
    }

    private String line(UUID id) {
        Record row =
                dsl.fetchSingle(
                        "select concat_ws('|', to_char(moment at time zone 'UTC',"
                                + " 'YYYY-MM-DD HH24:MI:SS.US'), coalesce(words, '-'),"
                                + " host(address), coalesce(small::text, '-'), big, document)"
                                + " from copied where id = ?",
                        id);
        return row.get(0, String.class);
    }
}
