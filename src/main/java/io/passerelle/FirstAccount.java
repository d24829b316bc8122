package io.passerelle;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The operator's first account, without which nobody could sign in to an empty Passerelle. */
@Component
class FirstAccount {

    /** Its login. */
    static final String LOGIN = "admin";

    // without characters that look alike
    private static final String ALPHABET =
            "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;

    private final Accounts accounts;
    private final Organisations organisations;

    FirstAccount(Accounts accounts, Organisations organisations) {
        this.accounts = accounts;
        this.organisations = organisations;
    }

    /**
     * Makes the operator and its account when there is no account at all.
     *
     * @return the account's password, which is kept nowhere in clear; empty when there are accounts
     *     already
     */
    @Transactional
    Optional<String> makeIfNone() {
        if (accounts.areAny()) {
            return Optional.empty();
        }
        Organisation operator = organisations.createOperator("Opérateur");
        String password = password();
        accounts.create(
                new AccountDraft(
                        operator.id(),
                        LOGIN,
                        password,
                        "",
                        "",
                        "",
                        "fr",
                        "Europe/Paris",
                        Stream.of(Right.values())
                                .filter(right -> right.isFor(OrganisationKind.OPERATOR))
                                .collect(Collectors.toUnmodifiableSet())));
        return Optional.of(password);
    }

    private static String password() {
        return new SecureRandom()
                .ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }
}
