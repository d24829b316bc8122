package io.passerelle.browser;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.Right;
import io.passerelle.testing.RunningPasserelle;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who can sign in.
 *
 * @param language {@code fr} or {@code en}
 */
record Person(UUID account, UUID organisation, String login, String password, String language) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** A new account. */
    static Person of(
            RunningPasserelle passerelle,
            UUID organisation,
            String name,
            String language,
            Set<Right> rights) {
        String login = name + "-" + language + "-" + NUMBER.incrementAndGet();
        String password = "le mot de passe de " + login;
        UUID account =
                passerelle
                        .bean(Accounts.class)
                        .create(
                                new AccountDraft(
                                        organisation,
                                        login,
                                        password,
                                        "Camille",
                                        name,
                                        login + "@browser.example",
                                        language,
                                        "Europe/Paris",
                                        rights));
        return new Person(account, organisation, login, password, language);
    }

    boolean isFrench() {
        return language.equals("fr");
    }

    /** The word of the language. */
    String says(String french, String english) {
        return isFrench() ? french : english;
    }
}
