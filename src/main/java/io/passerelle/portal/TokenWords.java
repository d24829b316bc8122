package io.passerelle.portal;

import io.passerelle.accounts.ApiToken;
import java.time.Instant;
import java.util.stream.Collectors;

/** How tokens are told. */
public final class TokenWords {

    private static final String NAME = "accounts.tokens";

    private TokenWords() {}

    /** Whether it opens the API, as a badge. */
    public static Cell state(ApiToken token) {
        ApiToken.State state = token.stateAt(Instant.now());
        Tone tone =
                switch (state) {
                    case VALID -> Tone.GOOD;
                    case EXPIRED -> Tone.NEUTRAL;
                    case REVOKED -> Tone.BAD;
                };
        return Cell.badge(Texts.text(NAME + ".state", state), tone);
    }

    /** What it may do. */
    public static String rights(ApiToken token) {
        return token.rights().isEmpty()
                ? Texts.text(NAME + ".readOnly")
                : token.rights().stream()
                        .sorted()
                        .map(right -> Texts.text("right", right))
                        .collect(Collectors.joining(", "));
    }
}
