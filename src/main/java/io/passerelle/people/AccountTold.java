package io.passerelle.people;

import io.passerelle.accounts.Right;
import io.passerelle.events.EventDraft;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import java.util.Set;

/** What is told of an account (ALL-7). */
final class AccountTold {

    private AccountTold() {}

    /** An event about somebody's account and what it may do. */
    static EventDraft of(EventKind kind, Person person, Set<Right> rights) {
        return kind.of(person.organisationId(), person.id(), person.login())
                .with(EventField.LOGIN, person.login())
                .with(EventField.RIGHTS, rights.stream().sorted().toList());
    }
}
