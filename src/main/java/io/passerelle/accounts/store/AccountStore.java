package io.passerelle.accounts.store;

import static io.passerelle.store.db.Tables.ACCOUNT;
import static io.passerelle.store.db.Tables.ACCOUNT_RIGHT;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.KnownAccount;
import io.passerelle.accounts.Right;
import io.passerelle.store.db.tables.records.AccountRecord;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Accounts, their rights and preferences. */
@Repository
public class AccountStore {

    private final DSLContext dsl;

    AccountStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Every account by id; with its rights in one statement, so that none is seen without them. */
    public Map<UUID, KnownAccount> all() {
        var rights =
                DSL.field(
                        DSL.select(DSL.arrayAgg(ACCOUNT_RIGHT.NAME))
                                .from(ACCOUNT_RIGHT)
                                .where(ACCOUNT_RIGHT.ACCOUNT_ID.eq(ACCOUNT.ID)));
        Map<UUID, KnownAccount> accounts = new HashMap<>();
        dsl.select(ACCOUNT, rights)
                .from(ACCOUNT)
                .forEach(row ->
                        accounts.put(
                                row.value1().getId(), known(row.value1(), rights(row.value2()))));
        return Map.copyOf(accounts);
    }

    private static KnownAccount known(AccountRecord row, Set<Right> rights) {
        return new KnownAccount(
                row.getId(),
                row.getOrganisationId(),
                row.getLogin(),
                displayName(row.getFirstName(), row.getLastName(), row.getLogin()),
                row.getLanguage(),
                row.getTimeZone(),
                row.getColorScheme(),
                row.getEnabled(),
                rights);
    }

    private static Set<Right> rights(String @Nullable [] names) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (String name : names == null ? new String[0] : names) {
            rightNamed(name).ifPresent(rights::add);
        }
        return Set.copyOf(rights);
    }

    /** Adds one with its rights. */
    public void insert(UUID id, AccountDraft draft, String passwordHash) {
        dsl.insertInto(ACCOUNT)
                .set(ACCOUNT.ID, id)
                .set(ACCOUNT.ORGANISATION_ID, draft.organisationId())
                .set(ACCOUNT.LOGIN, draft.login())
                .set(ACCOUNT.PASSWORD_HASH, passwordHash)
                .set(ACCOUNT.PASSWORD_CHANGED_AT, Instant.now())
                .set(ACCOUNT.FIRST_NAME, draft.firstName())
                .set(ACCOUNT.LAST_NAME, draft.lastName())
                .set(ACCOUNT.EMAIL, draft.email())
                .set(ACCOUNT.LANGUAGE, draft.language())
                .set(ACCOUNT.TIME_ZONE, draft.zone())
                .execute();
        for (Right right : draft.rights()) {
            dsl.insertInto(ACCOUNT_RIGHT, ACCOUNT_RIGHT.ACCOUNT_ID, ACCOUNT_RIGHT.NAME)
                    .values(id, right.name())
                    .execute();
        }
    }

    /** Whether there is any. */
    public boolean areAny() {
        return dsl.fetchExists(ACCOUNT);
    }

    /** The id, login and password hash of an enabled account, by its login in any case. */
    public Optional<Credentials> credentials(String login) {
        return dsl.selectFrom(ACCOUNT)
                .where(DSL.lower(ACCOUNT.LOGIN).eq(login.toLowerCase(java.util.Locale.ROOT)))
                .and(ACCOUNT.ENABLED)
                .fetchOptional(row ->
                        new Credentials(
                                row.getId(),
                                row.getLogin(),
                                row.getPasswordHash(),
                                row.getPasswordChangedAt()));
    }

    /** When the password was last chosen; empty when its owner never did. */
    public Optional<Instant> passwordAt(UUID id) {
        return dsl.select(ACCOUNT.PASSWORD_CHANGED_AT)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional(ACCOUNT.PASSWORD_CHANGED_AT);
    }

    /** Notes that somebody signed in. */
    public void signedIn(UUID id) {
        dsl.update(ACCOUNT)
                .set(ACCOUNT.LAST_SIGN_IN_AT, Instant.now())
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    /** Sets the language. */
    public void language(UUID id, String language) {
        dsl.update(ACCOUNT).set(ACCOUNT.LANGUAGE, language).where(ACCOUNT.ID.eq(id)).execute();
    }

    /** Sets the zone. */
    public void zone(UUID id, String zone) {
        dsl.update(ACCOUNT).set(ACCOUNT.TIME_ZONE, zone).where(ACCOUNT.ID.eq(id)).execute();
    }

    /** Sets the colours. */
    public void colorScheme(UUID id, String scheme) {
        dsl.update(ACCOUNT).set(ACCOUNT.COLOR_SCHEME, scheme).where(ACCOUNT.ID.eq(id)).execute();
    }

    /** One remembered text. */
    public Optional<String> preference(UUID id, String key) {
        return dsl.select(DSL.field("{0} ->> {1}", String.class, ACCOUNT.PREFERENCES, DSL.val(key)))
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional(0, String.class);
    }

    /** Remembers one text. */
    public void preference(UUID id, String key, String value) {
        dsl.update(ACCOUNT)
                .set(
                        ACCOUNT.PREFERENCES,
                        DSL.field(
                                "{0} || jsonb_build_object({1}::text, {2}::text)",
                                JSONB.class, ACCOUNT.PREFERENCES, DSL.val(key), DSL.val(value)))
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    private static Optional<Right> rightNamed(String name) {
        // A right of a newer release is not one here: it is ignored, not a reason to refuse the
        // account.
        return EnumSet.allOf(Right.class).stream()
                .filter(right -> right.name().equals(name))
                .findAny();
    }

    private static String displayName(String first, String last, String login) {
        String name = (first + " " + last).strip();
        return name.isEmpty() ? login : name;
    }

    /** What a sign-in is checked against. */
    public record Credentials(
            UUID id, String login, String passwordHash, @Nullable Instant passwordAt) {
        @Override
        public String toString() {
            return "Credentials[" + login + "]";
        }
    }
}
