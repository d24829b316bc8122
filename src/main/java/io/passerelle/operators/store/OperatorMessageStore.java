package io.passerelle.operators.store;

import static io.passerelle.store.db.Tables.OPERATOR_MESSAGE;

import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What came in from mobile operators lately. */
@Repository
public class OperatorMessageStore {

    private final DSLContext dsl;

    OperatorMessageStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Notes a message; false when it came before. */
    public boolean isNew(UUID operatorId, String signature) {
        return dsl.insertInto(OPERATOR_MESSAGE)
                        .set(OPERATOR_MESSAGE.OPERATOR_ID, operatorId)
                        .set(OPERATOR_MESSAGE.SIGNATURE, signature)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Forgets messages from before a moment. */
    public void forgetBefore(Instant moment) {
        dsl.deleteFrom(OPERATOR_MESSAGE).where(OPERATOR_MESSAGE.RECEIVED_AT.lt(moment)).execute();
    }
}
