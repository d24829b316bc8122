package io.passerelle.accounts;

import java.util.UUID;

/**
 * A token as those see it who manage accounts.
 *
 * @param organisationId the account's
 * @param login the account's user name
 */
public record IssuedToken(ApiToken token, UUID organisationId, String login) {}
