package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.foundation.Imei;
import io.passerelle.foundation.Refused;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** What the filters of cards by their guards mean in SQL. */
final class GuardFilter {

    private GuardFilter() {}

    /** Any of {@code device}, {@code protected}, {@code expires}, {@code soon}, {@code expired}. */
    static Condition on(String key, List<String> values) {
        return DSL.or(values.stream().map(value -> on(key, value)).toList());
    }

    /** The device a card is locked to, however it is written. */
    static Condition device(String key, List<String> values) {
        return SIM.IMEI.in(
                values.stream()
                        .map(value ->
                                Imei.parse(value)
                                        .orElseThrow(
                                                () -> Refused.field(key, "filter.value", value))
                                        .value())
                        .toList());
    }

    private static Condition on(String key, String value) {
        Condition open = SIM.EXPIRES_AT.isNotNull().and(SIM.EXPIRY_DONE_AT.isNull());
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "device" -> SIM.IMEI.isNotNull();
            case "protected" -> SIM.TERMINATION_PROTECTED.isTrue();
            case "expires" -> open;
            case "soon" ->
                    open.and(DSL.condition("{0} < now() + interval '30 days'", SIM.EXPIRES_AT));
            case "expired" -> SIM.EXPIRY_DONE_AT.isNotNull();
            default -> throw Refused.field(key, "filter.value", value);
        };
    }
}
