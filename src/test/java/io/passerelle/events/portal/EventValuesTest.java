package io.passerelle.events.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.Right;
import io.passerelle.alerts.AlertKind;
import io.passerelle.portal.MessageBundles;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sims.SimStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody reads a code in the list of events. */
class EventValuesTest {

    private final MessageBundles bundles = new MessageBundles();

    static Stream<List<String>> codes() {
        return Stream.of(
                        of("sim.suspended", "from", SimStatus.values()),
                        of("sim.suspended", "to", SimStatus.values()),
                        of("alert.opened", "condition", AlertKind.values()),
                        of("account.rights", "rights", Right.values()),
                        of("session.closed", "reason", SessionEndReason.values()),
                        of("sign-on.refused", "reason", AuthenticationReason.values()))
                .flatMap(keys -> keys);
    }

    private static Stream<List<String>> of(String kind, String field, Enum<?>... codes) {
        return Stream.of(codes).map(code -> List.of(kind, field, code.name()));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyCode_hasItsWordsInBothLanguages(List<String> code) {
        String key = EventValues.stem(code.get(0), code.get(1)) + code.get(2);
        for (Locale locale : List.of(MessageBundles.FRENCH, MessageBundles.ENGLISH)) {
            assertThat(bundles.has(key, locale)).as(key + " in " + locale).isTrue();
        }
    }
}
