package io.passerelle.people.api;

import io.passerelle.accounts.Right;
import io.passerelle.people.Person;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as programs see it. */
@Schema(name = "Account")
record AccountView(
        UUID id,
        UUID organisationId,
        @Schema(example = "claire.martin") String login,
        @Schema(example = "Mme") String title,
        @Schema(example = "Claire") String firstName,
        @Schema(example = "Martin") String lastName,
        @Schema(example = "claire.martin@example.com") String email,
        @Schema(
                        description =
                                "What a mail server said that refused the last mail to this address"
                                        + " for good; empty when none did",
                        example = "")
                String mailProblem,
        @Schema(example = "fr") String language,
        @Schema(example = "Europe/Paris") String timeZone,
        boolean enabled,
        List<Right> rights,
        Instant createdAt,
        @Nullable Instant lastSignInAt,
        int version) {

    static AccountView of(Person person, Set<Right> rights) {
        return new AccountView(
                person.id(),
                person.organisationId(),
                person.login(),
                person.profile().title(),
                person.profile().firstName(),
                person.profile().lastName(),
                person.profile().email(),
                person.mailProblem(),
                person.profile().language(),
                person.profile().zone(),
                person.enabled(),
                rights.stream().sorted().toList(),
                person.createdAt(),
                person.lastSignInAt(),
                person.version());
    }
}
