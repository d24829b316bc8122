package io.passerelle.store;

import io.passerelle.foundation.Refused;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Any text in the place of a filter's values: a condition that can be asked, or a refusal. */
public final class FiltersFuzz {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);
    private static final Field<Instant> AT = DSL.field("at", Instant.class);
    private static final Field<UUID> ID = DSL.field("id", UUID.class);
    private static final Field<String> TEXT = DSL.field("text", String.class);
    private static final DataType<InetAddress> ADDRESS =
            SQLDataType.OTHER.asConvertedDataType(new InetBinding());
    private static final List<Filters.Filter> FILTERS =
            List.of(
                    Filters.anyOf(TEXT),
                    Filters.contains(TEXT),
                    Filters.oneOf(TEXT, TimeUnit.class),
                    Filters.ids(ID),
                    Filters.numbers(DSL.field("number", Integer.class)),
                    Filters.truth(DSL.field("truth", Boolean.class)),
                    Filters.truth(DSL.noCondition()),
                    Filters.since(AT),
                    Filters.since(AT, ID),
                    Filters.until(AT),
                    Filters.until(AT, ID, Duration.ofDays(1)),
                    Filters.within(DSL.field("address", ADDRESS)));

    private FiltersFuzz() {}

    /** Called by the fuzzer with bytes of its choice: values in lines. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<String> values = List.of(new String(input, StandardCharsets.UTF_8).split("\n", 8));
        for (Filters.Filter filter : FILTERS) {
            try {
                SQL.renderInlined(filter.on("key", values));
            } catch (Refused refused) {
                if (refused.errors().isEmpty()) {
                    throw new IllegalStateException("a refusal without a reason", refused);
                }
            }
        }
    }
}
