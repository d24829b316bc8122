package io.passerelle.connections.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.EndReason;
import io.passerelle.portal.MessageBundles;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a connection ends, people read in words of their language how and why. */
class ConnectionTextsTest {

    private final MessageBundles texts = new MessageBundles();

    static Stream<Locale> languages() {
        return Stream.of(MessageBundles.FRENCH, MessageBundles.ENGLISH);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyEnd_hasWordsAndAnExplanation(Locale language) {
        for (EndReason reason : EndReason.values()) {
            assertThat(texts.has("end." + reason.key(), language)).as("%s", reason).isTrue();
            assertThat(texts.has("connections.why." + reason.key(), language))
                    .as("%s", reason)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyOutcomePhaseAndParty_hasWords(Locale language) {
        for (AttemptOutcome outcome : AttemptOutcome.values()) {
            assertThat(texts.has("attempt." + outcome.key(), language)).as("%s", outcome).isTrue();
        }
        for (EndReason.Phase phase : EndReason.Phase.values()) {
            assertThat(texts.has("connections.phase." + phase, language)).isTrue();
        }
        for (EndReason.Party party : EndReason.Party.values()) {
            assertThat(texts.has("connections.party." + party, language)).isTrue();
        }
    }
}
