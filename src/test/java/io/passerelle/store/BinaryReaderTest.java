package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Addresses;
import io.passerelle.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BinaryReaderTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final DSLContext dsl = database.dsl();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyType_isReadAsItIs() {
        List<Object> read = new ArrayList<>();
        BinaryReader.each(
                dsl,
                select(
                        "'0190f3c2-7d6a-7abc-8def-0123456789ab'::uuid, 'déjà vu 🙂'::text,"
                                + " '\\xff00'::bytea, -5::int, 9223372036854775807::bigint,"
                                + " '1999-12-31T23:59:59.999999Z'::timestamptz,"
                                + " '192.0.2.7'::inet, '2001:db8::7/64'::inet, 'ONE'::text"),
                row -> {
                    read.add(row.uuid());
                    read.add(row.text());
                    read.add(Arrays.toString(row.bytesOrNull()));
                    read.add(row.int4());
                    read.add(row.int8());
                    read.add(row.instant());
                    read.add(row.inetOrNull());
                    read.add(row.inetOrNull());
                    read.add(row.textOrNull(String::length));
                });
        assertThat(read)
                .containsExactly(
                        UUID.fromString("0190f3c2-7d6a-7abc-8def-0123456789ab"),
                        "déjà vu 🙂",
                        "[-1, 0]",
                        -5,
                        Long.MAX_VALUE,
                        Instant.parse("1999-12-31T23:59:59.999999Z"),
                        Addresses.of("192.0.2.7"),
                        Addresses.of("2001:db8::7"),
                        3);
    }

    @Test
    void whatIsMissing_isNull_andWhereItMustNotBe_aMistake() {
        String none = "null::uuid, null::text, null::bytea, null::timestamptz, null::inet";
        List<Object> read = new ArrayList<>();
        BinaryReader.each(
                dsl,
                select(none),
                row -> {
                    read.add(row.uuidOrNull());
                    read.add(row.textOrNull());
                    read.add(row.bytesOrNull());
                    read.add(row.instantOrNull());
                    read.add(row.inetOrNull());
                });
        assertThat(read).hasSize(5).containsOnlyNulls();
        assertThatThrownBy(() -> BinaryReader.each(dsl, select(none), BinaryReader::uuid))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> BinaryReader.each(dsl, select("1::bigint"), BinaryReader::int4))
                .isInstanceOf(IllegalStateException.class);
        assertThat(dsl.fetchOne("select 1").get(0)).as("the connection is whole").isEqualTo(1);
    }

    @Test
    void manyRows_ofWhichOnlySomeFieldsAreRead_comeInOrder() {
        List<Integer> read = new ArrayList<>();
        BinaryReader.each(
                dsl,
                select("n, repeat('x', n % 50) from generate_series(1, 20000) n order by n"),
                row -> read.add(row.int4()));
        assertThat(read).hasSize(20_000).startsWith(1, 2, 3).endsWith(20_000).isSorted();
    }

    @Test
    void noRow_andWhatTheServerRefuses() {
        List<Integer> read = new ArrayList<>();
        BinaryReader.each(dsl, select("1 where false"), row -> read.add(row.int4()));
        assertThat(read).isEmpty();
        assertThatThrownBy(() ->
                        BinaryReader.each(
                                dsl,
                                select("1 / (n - 9000) from generate_series(1, 10000) n"),
                                row -> read.add(row.int4())))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("division by zero");
    }

    private static Select<?> select(String text) {
        return DSL.select(DSL.field("{0}", DSL.raw(text)));
    }
}
