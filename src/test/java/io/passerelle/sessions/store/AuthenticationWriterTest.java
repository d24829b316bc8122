package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.AUTHENTICATION;
import static io.passerelle.store.db.Tables.SIM_ACTIVITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.AuthenticationMethod;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.Field;
import io.passerelle.sims.Sim;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthenticationWriterTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Test
    void attempts_areReadAsTheyWereMadeAndOnesThatComeTwiceAreOne() {
        try (Field field = new Field()) {
            Sim sim = field.card();
            Authentication known = attempt(field, sim, NOW);
            Authentication stranger = attempt(field, null, NOW.minusSeconds(1));
            var writer = field.modules.get(AuthenticationWriter.class);
            writer.write(List.of(known, stranger));
            Authentication later = attempt(field, sim, NOW.plusSeconds(5));
            writer.write(List.of(stranger, later, known));

            var store = field.modules.get(AuthenticationStore.class);
            assertThat(store.byId(known.id())).contains(known);
            assertThat(store.byId(stranger.id())).contains(stranger);
            var dsl = field.modules.database().dsl();
            assertThat(dsl.fetchCount(AUTHENTICATION)).isEqualTo(3);
            assertThat(
                            dsl.select(SIM_ACTIVITY.LAST_RADIUS_AT)
                                    .from(SIM_ACTIVITY)
                                    .where(SIM_ACTIVITY.SIM_ID.eq(sim.id()))
                                    .fetchSingle(SIM_ACTIVITY.LAST_RADIUS_AT))
                    .isEqualTo(NOW.plusSeconds(5));
        }
    }

    private static Authentication attempt(Field field, @Nullable Sim sim, Instant at) {
        boolean accepted = sim != null;
        return new Authentication(
                Ids.next(),
                at,
                field.nas.id(),
                Addresses.of("2001:db8::1"),
                accepted ? sim.id() : null,
                accepted ? sim.organisationId() : null,
                "naïve@example",
                "33600000001",
                "",
                "m2m.example",
                AuthenticationMethod.PAP,
                accepted,
                accepted ? AuthenticationReason.ACCEPTED : AuthenticationReason.UNKNOWN_SIM,
                accepted ? Addresses.of("10.64.0.3") : null,
                accepted ? Ids.next() : null,
                "4901542032375107");
    }
}
