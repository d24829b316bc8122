package io.passerelle.store;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Refused;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Any text in the place of a list's cursor: a condition or a refusal. */
public final class KeysetFuzz {

    private static final DataType<InetAddress> ADDRESS =
            SQLDataType.OTHER.asConvertedDataType(new InetBinding());
    private static final Map<String, List<Field<?>>> SORTABLE =
            Map.of(
                    "name", List.of(DSL.field("name", String.class)),
                    "at", List.of(DSL.field("at", Instant.class)),
                    "size", List.of(DSL.field("size", Long.class)),
                    "address", List.of(DSL.field("address", ADDRESS)));
    private static final Keyset KEYSET =
            Keyset.of(
                    new ListQuery(
                            "",
                            Map.of(),
                            List.of(
                                    new ListQuery.Sort("name", false),
                                    new ListQuery.Sort("at", true),
                                    new ListQuery.Sort("size", true),
                                    new ListQuery.Sort("address", false))),
                    SORTABLE,
                    List.of(),
                    Set.of(),
                    DSL.field("id", UUID.class));
    private static final String MARK = mark();

    private KeysetFuzz() {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        take(text);
        take(encoded(text));
        take(encoded("[\"" + MARK + "\"," + text + "]"));
    }

    private static void take(String cursor) {
        try {
            KEYSET.behind(cursor);
        } catch (Refused refused) {
            if (refused.errors().isEmpty()) {
                throw new IllegalStateException("a refusal without a reason", refused);
            }
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the keyset itself puts in front. */
    private static String mark() {
        var row = DSL.using(org.jooq.SQLDialect.POSTGRES).newRecord(KEYSET.fields());
        String json =
                new String(
                        Base64.getUrlDecoder().decode(KEYSET.cursor(row)), StandardCharsets.UTF_8);
        return json.substring(2, json.indexOf('"', 2));
    }
}
