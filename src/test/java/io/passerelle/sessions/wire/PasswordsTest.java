package io.passerelle.sessions.wire;

import static io.passerelle.sessions.wire.Frames.SECRET;
import static io.passerelle.sessions.wire.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private static final byte[] RFC_SECRET = text("xyzzy5461");

    @Test
    void rfc2865Pap_revealsArctangent() {
        assertThat(reveal(Frames.RFC2865_PAP_REQUEST, RFC_SECRET)).isEqualTo("arctangent");
    }

    @Test
    void radclientPap_revealsItsPassword() {
        assertThat(reveal(RadclientFrames.PAP, SECRET)).isEqualTo("secret1");
    }

    @Test
    void radclientPapOfThreeBlocks_revealsItsPassword() {
        assertThat(reveal(RadclientFrames.LONG_PAP, SECRET))
                .isEqualTo("a password longer than sixteen bytes");
    }

    @Test
    void rfc2865Chap_isTheDigestOverTheAuthenticator() {
        RadiusPacket packet = Frames.content(Frames.RFC2865_CHAP_REQUEST);
        assertThat(Passwords.chap(22, text("arctangent"), packet.authenticator()))
                .isEqualTo(packet.first(Keys.CHAP_PASSWORD).orElseThrow());
    }

    @Test
    void radclientChap_isTheDigestOverTheAuthenticator() {
        RadiusPacket packet = Frames.content(RadclientFrames.CHAP);
        byte[] sent = packet.first(Keys.CHAP_PASSWORD).orElseThrow();
        assertThat(Passwords.chap(sent[0], text("secret1"), packet.authenticator()))
                .isEqualTo(sent);
    }

    @Test
    void radclientChapWithChallenge_isTheDigestOverTheChallenge() {
        RadiusPacket packet = Frames.content(RadclientFrames.CHAP_CHALLENGE);
        byte[] sent = packet.first(Keys.CHAP_PASSWORD).orElseThrow();
        byte[] challenge = packet.first(Keys.CHAP_CHALLENGE).orElseThrow();
        assertThat(Passwords.chap(sent[0], text("secret1"), challenge)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 127, 128})
    void hiddenPassword_isRevealedAtEveryLength(int length) {
        byte[] authenticator = new byte[16];
        authenticator[7] = 9;
        byte[] password = text("x".repeat(length));
        byte[] hidden = Passwords.hide(password, authenticator, SECRET);
        assertThat(Passwords.reveal(hidden, authenticator, SECRET)).hasValue(password);
    }

    @Test
    void passwordOf129Bytes_cannotBeHidden() {
        assertThatThrownBy(() -> Passwords.hide(new byte[129], new byte[16], SECRET))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 17, 129, 144})
    void hiddenBytesInNoWholeBlocks_revealNothing(int length) {
        assertThat(Passwords.reveal(new byte[length], new byte[16], SECRET)).isEmpty();
    }

    private static String reveal(byte[] frame, byte[] secret) {
        RadiusPacket packet = Frames.content(frame);
        byte[] hidden = packet.first(Keys.USER_PASSWORD).orElseThrow();
        return new String(
                Passwords.reveal(hidden, packet.authenticator(), secret).orElseThrow(),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
