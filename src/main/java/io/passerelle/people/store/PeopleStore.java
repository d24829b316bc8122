package io.passerelle.people.store;

import static io.passerelle.store.db.Tables.ACCOUNT;
import static io.passerelle.store.db.Tables.ACCOUNT_RIGHT;
import static io.passerelle.store.db.Tables.MAIL;

import io.passerelle.accounts.Right;
import io.passerelle.foundation.Listing;
import io.passerelle.mail.MailState;
import io.passerelle.people.NewPerson;
import io.passerelle.people.Person;
import io.passerelle.people.Profile;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Accounts as people see and change them. */
@Repository
public class PeopleStore {

    private static final int SAME_ADDRESS_AT_MOST = 5;
    private static final int TOLD_AT_MOST = 20;

    /** What was said of the last mail to this address, when that was that it never takes one. */
    private static final Field<String> MAIL_PROBLEM =
            DSL.field(
                            DSL.select(
                                            DSL.when(
                                                            MAIL.STATE.eq(MailState.REFUSED.name()),
                                                            MAIL.PROBLEM)
                                                    .otherwise(""))
                                    .from(MAIL)
                                    .where(MAIL.ACCOUNT_ID.eq(ACCOUNT.ID))
                                    .and(MAIL.RECIPIENT.eq(ACCOUNT.EMAIL))
                                    .and(
                                            MAIL.STATE.in(
                                                    MailState.REFUSED.name(),
                                                    MailState.SENT.name(),
                                                    MailState.KEPT.name()))
                                    .orderBy(MAIL.CREATED_AT.desc())
                                    .limit(1))
                    .as("mail_problem");

    private static final List<Field<?>> FIELDS =
            Stream.concat(Arrays.stream(ACCOUNT.fields()), Stream.of(MAIL_PROBLEM)).toList();

    private final DSLContext dsl;

    PeopleStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Adds one whose password nobody knows. */
    public void insert(UUID id, NewPerson person, String hash) {
        Profile profile = person.profile();
        dsl.insertInto(ACCOUNT)
                .set(ACCOUNT.ID, id)
                .set(ACCOUNT.ORGANISATION_ID, person.organisationId())
                .set(ACCOUNT.LOGIN, person.login())
                .set(ACCOUNT.PASSWORD_HASH, hash)
                .set(ACCOUNT.TITLE, profile.title())
                .set(ACCOUNT.FIRST_NAME, profile.firstName())
                .set(ACCOUNT.LAST_NAME, profile.lastName())
                .set(ACCOUNT.EMAIL, profile.email())
                .set(ACCOUNT.LANGUAGE, profile.language())
                .set(ACCOUNT.TIME_ZONE, profile.zone())
                .execute();
        rights(id, person.rights());
    }

    /** Changes one; false when the version is no longer the one given. */
    public boolean update(Person person) {
        Profile profile = person.profile();
        return dsl.update(ACCOUNT)
                        .set(ACCOUNT.TITLE, profile.title())
                        .set(ACCOUNT.FIRST_NAME, profile.firstName())
                        .set(ACCOUNT.LAST_NAME, profile.lastName())
                        .set(ACCOUNT.EMAIL, profile.email())
                        .set(ACCOUNT.LANGUAGE, profile.language())
                        .set(ACCOUNT.TIME_ZONE, profile.zone())
                        .set(ACCOUNT.ENABLED, person.enabled())
                        .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                        .where(ACCOUNT.ID.eq(person.id()))
                        .and(ACCOUNT.VERSION.eq(person.version()))
                        .execute()
                == 1;
    }

    /** Sets what the account may do; rights of a newer release, which nobody here knows, stay. */
    public void rights(UUID id, Set<Right> rights) {
        dsl.deleteFrom(ACCOUNT_RIGHT)
                .where(ACCOUNT_RIGHT.ACCOUNT_ID.eq(id))
                .and(ACCOUNT_RIGHT.NAME.in(Arrays.stream(Right.values()).map(Right::name).toList()))
                .execute();
        for (Right right : rights) {
            dsl.insertInto(ACCOUNT_RIGHT, ACCOUNT_RIGHT.ACCOUNT_ID, ACCOUNT_RIGHT.NAME)
                    .values(id, right.name())
                    .execute();
        }
    }

    /** Gives the account one right more, whatever else it may do and somebody just changes. */
    public void grant(UUID id, Right right) {
        dsl.insertInto(ACCOUNT_RIGHT, ACCOUNT_RIGHT.ACCOUNT_ID, ACCOUNT_RIGHT.NAME)
                .values(id, right.name())
                .onConflictDoNothing()
                .execute();
    }

    /** Makes changes that were begun on the account before conflicts. */
    public void changed(UUID id) {
        dsl.update(ACCOUNT)
                .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    /** What the account may do. */
    public Set<Right> rights(UUID id) {
        List<String> names =
                dsl.select(ACCOUNT_RIGHT.NAME)
                        .from(ACCOUNT_RIGHT)
                        .where(ACCOUNT_RIGHT.ACCOUNT_ID.eq(id))
                        .fetch(ACCOUNT_RIGHT.NAME);
        return Arrays.stream(Right.values())
                .filter(right -> names.contains(right.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Sets the password's hash. */
    public void password(UUID id, String hash) {
        dsl.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, hash)
                .set(ACCOUNT.PASSWORD_CHANGED_AT, Instant.now())
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    /** One of them. */
    public Optional<Person> byId(UUID id) {
        return dsl.select(FIELDS)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional(PeopleStore::read);
    }

    /** Those that a user name or a mail address means, in any case; a few at most. */
    public List<Person> meantBy(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return dsl.select(FIELDS)
                .from(ACCOUNT)
                .where(ACCOUNT.ENABLED)
                .and(DSL.lower(ACCOUNT.LOGIN).eq(lower).or(DSL.lower(ACCOUNT.EMAIL).eq(lower)))
                .orderBy(ACCOUNT.CREATED_AT)
                .limit(SAME_ADDRESS_AT_MOST)
                .fetch(PeopleStore::read);
    }

    /** Who of an organisation may sign in and has a right; a few at most. */
    public List<Person> having(UUID organisation, Right right) {
        return dsl.select(FIELDS)
                .from(ACCOUNT)
                .where(ACCOUNT.ORGANISATION_ID.eq(organisation))
                .and(ACCOUNT.ENABLED)
                .and(
                        ACCOUNT.ID.in(
                                DSL.select(ACCOUNT_RIGHT.ACCOUNT_ID)
                                        .from(ACCOUNT_RIGHT)
                                        .where(ACCOUNT_RIGHT.NAME.eq(right.name()))))
                .orderBy(ACCOUNT.CREATED_AT)
                .limit(TOLD_AT_MOST)
                .fetch(PeopleStore::read);
    }

    /** The list pages and the API show. */
    public Listing<Person> listing() {
        return JooqListing.of(dsl, ACCOUNT, ACCOUNT.ID, PeopleStore::read)
                .select(FIELDS)
                .ownedBy(ACCOUNT.ORGANISATION_ID)
                .sort("login", ACCOUNT.LOGIN)
                .sort("lastName", ACCOUNT.LAST_NAME)
                .sort("email", ACCOUNT.EMAIL)
                .sort("createdAt", ACCOUNT.CREATED_AT)
                .filter("id", Filters.ids(ACCOUNT.ID))
                .filter("organisationId", Filters.ids(ACCOUNT.ORGANISATION_ID))
                .filter("enabled", Filters.truth(ACCOUNT.ENABLED))
                .search(word ->
                        ACCOUNT.LOGIN
                                .containsIgnoreCase(word)
                                .or(ACCOUNT.FIRST_NAME.containsIgnoreCase(word))
                                .or(ACCOUNT.LAST_NAME.containsIgnoreCase(word))
                                .or(ACCOUNT.EMAIL.containsIgnoreCase(word)))
                .usualOrder("login", false)
                .build();
    }

    private static Person read(Record row) {
        return new Person(
                row.get(ACCOUNT.ID),
                row.get(ACCOUNT.ORGANISATION_ID),
                row.get(ACCOUNT.LOGIN),
                new Profile(
                        row.get(ACCOUNT.TITLE),
                        row.get(ACCOUNT.FIRST_NAME),
                        row.get(ACCOUNT.LAST_NAME),
                        row.get(ACCOUNT.EMAIL),
                        row.get(ACCOUNT.LANGUAGE),
                        row.get(ACCOUNT.TIME_ZONE)),
                Objects.requireNonNullElse(row.get(MAIL_PROBLEM), ""),
                row.get(ACCOUNT.ENABLED),
                row.get(ACCOUNT.CREATED_AT),
                row.get(ACCOUNT.PASSWORD_CHANGED_AT),
                row.get(ACCOUNT.LAST_SIGN_IN_AT),
                row.get(ACCOUNT.VERSION));
    }
}
