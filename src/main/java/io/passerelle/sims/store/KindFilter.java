package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.foundation.Refused;
import io.passerelle.sims.SimKind;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** What the filter of cards by their kind means in SQL. */
final class KindFilter {

    private KindFilter() {}

    /** The index of the few has to be told their kind in so many words. */
    static Condition on(String key, List<String> values) {
        return DSL.or(
                values.stream()
                        .map(value -> SIM.KIND.eq(DSL.inline(kind(key, value).name())))
                        .toList());
    }

    private static SimKind kind(String key, String value) {
        try {
            return SimKind.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refused.field(key, "filter.value", value);
        }
    }
}
