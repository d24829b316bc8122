package io.passerelle.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's account.
 *
 * @param login the user name, which never changes
 * @param mailProblem what a mail server said that refused the last mail to this address for good;
 *     empty when none did
 * @param passwordAt when they last chose their password; null when they never did
 */
public record Person(
        UUID id,
        UUID organisationId,
        String login,
        Profile profile,
        String mailProblem,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant passwordAt,
        @Nullable Instant lastSignInAt,
        int version) {

    /** What lists and mails call them. */
    public String name() {
        return profile.called(login);
    }
}
