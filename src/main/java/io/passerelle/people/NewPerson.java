package io.passerelle.people;

import io.passerelle.accounts.Right;
import java.util.Set;
import java.util.UUID;

/**
 * What is needed to make somebody an account.
 *
 * @param login 3 to 60 letters, digits and {@code . _ - @ +}
 * @param rights at most those of who makes it
 */
public record NewPerson(UUID organisationId, String login, Profile profile, Set<Right> rights) {}
