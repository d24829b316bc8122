package io.passerelle.sessions.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.portal.MessageBundles;
import io.passerelle.sessions.AuthenticationMethod;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.MessageAuthenticatorPolicy;
import io.passerelle.sessions.SessionEndReason;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a terminal, people read it in words of their language. */
class SessionTextsTest {

    private final MessageBundles texts = new MessageBundles();

    static Stream<Locale> languages() {
        return Stream.of(MessageBundles.FRENCH, MessageBundles.ENGLISH);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyReasonOfAnAuthentication_hasWordsAndARemedy(Locale language) {
        for (AuthenticationReason reason : AuthenticationReason.values()) {
            assertThat(texts.has("sessions.reason." + reason, language)).as("%s", reason).isTrue();
            assertThat(texts.has("sessions.remedy." + reason, language)).as("%s", reason).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyEndOfASession_hasWordsAndAnExplanation(Locale language) {
        for (SessionEndReason reason : SessionEndReason.values()) {
            assertThat(texts.has("sessions.end." + reason, language)).as("%s", reason).isTrue();
            assertThat(texts.has("sessions.endWhy." + reason, language)).as("%s", reason).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyCauseThePageTranslates_hasWords(Locale language) {
        for (String cause : SessionWords.CAUSES) {
            assertThat(texts.has("sessions.cause." + cause, language)).as(cause).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyMethodAndPolicy_hasWords(Locale language) {
        for (AuthenticationMethod method : AuthenticationMethod.values()) {
            assertThat(texts.has("sessions.method." + method, language)).as("%s", method).isTrue();
        }
        for (MessageAuthenticatorPolicy policy : MessageAuthenticatorPolicy.values()) {
            assertThat(texts.has("sessions.policy." + policy, language)).isTrue();
            assertThat(texts.has("sessions.nasForm.meaning." + policy, language)).isTrue();
        }
    }
}
