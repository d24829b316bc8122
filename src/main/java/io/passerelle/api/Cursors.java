package io.passerelle.api;

import io.passerelle.store.SecretBox;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Cursors as programs see them: sealed, so that nobody can make one up, and bound to the list they
 * came from; the list itself binds them to filters, words and order.
 */
@Component
class Cursors {

    private static final int LONGEST = 4_000;

    private final SecretBox secrets;

    Cursors(SecretBox secrets) {
        this.secrets = secrets;
    }

    String seal(String path, String cursor) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(secrets.seal(path + "\n" + cursor));
    }

    /** The list's cursor; empty when the text is no cursor of that path. */
    Optional<String> open(String path, String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String clear = secrets.open(Base64.getUrlDecoder().decode(text));
            String start = path + "\n";
            return clear.startsWith(start)
                    ? Optional.of(clear.substring(start.length()))
                    : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty(); // not base 64, not sealed by us
        }
    }
}
