package io.passerelle.usage.store;

import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * Reads several tables as of one moment: adding up moves counts from one to another. The tables of
 * days are held before that moment is taken, because a month's hours that are dropped are gone for
 * readers of an earlier moment, too.
 */
final class OneMoment {

    private static final String BEGIN =
            """
            set transaction isolation level repeatable read read only;
            lock table only usage_card, only usage_fleet in access share mode
            """;

    private OneMoment() {}

    static <T> T read(DSLContext dsl, Function<DSLContext, T> read) {
        return dsl.transactionResult(transaction -> {
            DSLContext tx = transaction.dsl();
            tx.execute(BEGIN);
            return read.apply(tx);
        });
    }
}
