package io.passerelle.accounts;

import java.util.Set;
import java.util.UUID;

/**
 * What is needed to make an account.
 *
 * @param password in clear; only its hash is kept
 * @param language {@code fr} or {@code en}
 * @param zone an IANA time zone
 */
public record AccountDraft(
        UUID organisationId,
        String login,
        String password,
        String firstName,
        String lastName,
        String email,
        String language,
        String zone,
        Set<Right> rights) {

    @Override
    public String toString() {
        return "AccountDraft[" + login + "]"; // never the password
    }
}
