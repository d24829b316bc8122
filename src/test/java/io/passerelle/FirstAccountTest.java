package io.passerelle;

import static io.passerelle.store.db.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiServer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.Extension.class)
class FirstAccountTest {

    @Test
    void emptyPasserelleHasOneFirstAccountAndNeverMakesAnother(ApiServer passerelle) {
        assertThat(passerelle.bean(FirstAccount.class).makeIfNone()).isEmpty();
        assertThat(
                        passerelle
                                .bean(DSLContext.class)
                                .fetchCount(ACCOUNT, ACCOUNT.LOGIN.eq(FirstAccount.LOGIN)))
                .isOne();
    }

    @Test
    void itsPasswordIsKeptOnlyAsAMemoryHardHash(ApiServer passerelle) {
        String kept =
                passerelle
                        .bean(DSLContext.class)
                        .select(ACCOUNT.PASSWORD_HASH)
                        .from(ACCOUNT)
                        .where(ACCOUNT.LOGIN.eq(FirstAccount.LOGIN))
                        .fetchSingle()
                        .value1();
        assertThat(kept).contains("$argon2id$");
    }
}
