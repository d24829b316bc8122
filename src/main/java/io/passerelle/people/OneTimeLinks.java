package io.passerelle.people;

import io.passerelle.foundation.Ids;
import io.passerelle.mail.Outbox;
import io.passerelle.people.store.LinkStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes and knows links that work once (ACC-3). All of an account end when its password is set. */
@Component
class OneTimeLinks {

    private static final int BYTES = 32;
    private static final int TOKEN_AT_MOST = 100;

    private final LinkStore store;
    private final Outbox outbox;
    private final SecureRandom random = new SecureRandom();

    OneTimeLinks(LinkStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    /**
     * A new link of an account, as its mail writes it. One that somebody sends who manages the
     * account ends those before it; one that anybody may ask for does not, or strangers could end
     * the link a newcomer waits for.
     */
    String make(Person person, OneTimeLink.Purpose purpose) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        if (purpose == OneTimeLink.Purpose.WELCOME) {
            store.endAll(person.id());
        }
        store.insert(
                new OneTimeLink(
                        Ids.next(),
                        person.id(),
                        purpose,
                        Instant.now().plus(Duration.ofHours(purpose.hours())),
                        null),
                hash(token));
        return outbox.portalUrl() + "/password/" + token;
    }

    /** The record of a link that works now. Looking changes nothing. */
    Optional<OneTimeLink> find(String token) {
        return token.isEmpty() || token.length() > TOKEN_AT_MOST
                ? Optional.empty()
                : store.byHash(hash(token)).filter(link -> link.isValidAt(Instant.now()));
    }

    /** Ends every link of an account that could still be used, in the caller's transaction. */
    void endAll(UUID accountId) {
        store.endAll(accountId);
    }

    /** Uses a link up; false when somebody else just did. */
    boolean use(OneTimeLink link) {
        return store.use(link.id());
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
    }
}
