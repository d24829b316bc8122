package io.passerelle.people;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.SignedIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.testing.Modules;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may do what to whose account (ACC-2, ACC-5). */
class PeopleTest {

    private final PeopleFixture town = new PeopleFixture();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void particularsOfAnyScript_areKeptAndChangedByTheirOwner() {
        Person zoe = town.newcomer("zoe");
        var profile = new Profile("Ms", "小林", "Ни́на", "нина@example.com", "en", "Asia/Tokyo");
        Person after = updateOwn(zoe, profile, choosePassword(zoe));
        assertThat(after.profile()).isEqualTo(profile);
        assertThat(after.login()).isEqualTo("zoe");
        eventually(() -> assertThat(town.viewer(zoe).zone().getId()).isEqualTo("Asia/Tokyo"));
    }

    @Test
    void addressThatAMailServerRefuses_isToldWithTheAccount_untilAMailArrivesOrItIsAnother() {
        Person zoe = town.newcomer("zoe");
        assertThat(town.mails(zoe, "link", 1)).hasSize(1);
        assertThat(town.people.get(town.operator, zoe.id()).mailProblem()).isEmpty();
        DSLContext dsl = town.modules.database().dsl();
        String no = "550 5.1.1 no such mailbox";
        dsl.execute("update mail set state = 'REFUSED', problem = ?", no);
        assertThat(town.people.get(town.operator, zoe.id()).mailProblem()).isEqualTo(no);
        assertThat(town.people.listing().page(town.operator.visible(), ListQuery.ALL, 0, 10))
                .singleElement()
                .satisfies(person -> assertThat(person.mailProblem()).isEqualTo(no));
        var moved = new PersonChange(PeopleFixture.profile("here@example.com"), true, Set.of());
        Person after = town.people.update(town.operator, zoe.id(), zoe.version(), moved);
        assertThat(after.mailProblem()).isEmpty();
        dsl.execute("update account set email = 'zoe@example.com'");
        dsl.execute("delete from mail where state <> 'REFUSED'");
        assertThat(town.people.get(town.operator, zoe.id()).mailProblem()).isEqualTo(no);
        dsl.execute(
                "insert into mail (id, account_id, purpose, recipient, subject, state) select"
                        + " uuidv7(), id, 'x', email, 'x', 'SENT' from account");
        assertThat(town.people.get(town.operator, zoe.id()).mailProblem()).isEmpty();
    }

    @Test
    void otherMailAddressOfOnesOwn_needsThePassword() {
        Person zoe = town.newcomer("zoe", Right.MANAGE_ACCOUNTS);
        String password = choosePassword(zoe);
        Profile other = PeopleFixture.profile("elsewhere@example.com");
        assertThatThrownBy(() -> updateOwn(zoe, other, "")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> updateOwn(zoe, other, "wrong")).isInstanceOf(Refused.class);
        var change = new PersonChange(other, true, Set.of(Right.MANAGE_ACCOUNTS));
        int version = town.people.get(town.operator, zoe.id()).version();
        assertThatThrownBy(() -> town.people.update(town.viewer(zoe), zoe.id(), version, change))
                .isInstanceOf(Refused.class);

        assertThat(updateOwn(zoe, zoe.profile(), "").profile()).isEqualTo(zoe.profile());
        assertThat(updateOwn(zoe, other, password).profile()).isEqualTo(other);
        assertThat(town.text(town.mails(zoe, "address", 1).getFirst()))
                .contains("Zoë Lefèvre")
                .doesNotContain("elsewhere@example.com");
    }

    @Test
    void everyMistake_isToldAtOnce() {
        var draft =
                new NewPerson(
                        town.customer.id(),
                        "a b",
                        new Profile("", "x".repeat(81), "", "nobody", "de", "Mars/Olympus"),
                        Set.of(Right.MANAGE_NAS));
        assertThatThrownBy(() -> town.people.create(town.operator, draft))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .extracting(FieldError::field)
                                        .containsExactlyInAnyOrder(
                                                "firstName",
                                                "email",
                                                "language",
                                                "timeZone",
                                                "login",
                                                "rights"));
    }

    @Test
    void secondOfTwoWhoChangeTheSame_isTold() {
        Person zoe = town.newcomer("zoe");
        var change = new PersonChange(zoe.profile(), true, Set.of());
        town.people.update(town.operator, zoe.id(), zoe.version(), change);
        assertThatThrownBy(() -> town.people.update(town.operator, zoe.id(), zoe.version(), change))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void nobody_givesARightTheyDoNotHave() {
        Person chief = town.newcomer("chief", Right.MANAGE_ACCOUNTS);
        Person zoe = town.newcomer("zoe");
        Viewer viewer = town.viewer(chief);
        assertThatThrownBy(() -> change(viewer, zoe, Right.MANAGE_ROUTES))
                .isInstanceOf(Refused.class);
        change(viewer, zoe, Right.MANAGE_ACCOUNTS);
    }

    @Test
    void changeThatSaysNothingOfRights_leavesThem() {
        Person zoe = town.newcomer("zoe", Right.MANAGE_ROUTES);
        var change = new PersonChange(PeopleFixture.profile("zoe@example.com"), true, null);
        Person after = town.people.update(town.operator, zoe.id(), zoe.version(), change);
        assertThat(town.people.rightsNow(after)).containsExactly(Right.MANAGE_ROUTES);

        var less = new PersonChange(zoe.profile(), true, Set.of());
        Person without = town.people.update(town.operator, zoe.id(), after.version(), less);
        assertThat(town.people.rightsNow(without)).isEmpty();
    }

    @Test
    void accountThatMayMore_isNotTakenOverByALink() {
        Person chief = town.newcomer("chief", Right.MANAGE_ACCOUNTS);
        Person zoe = town.newcomer("zoe", Right.MANAGE_ROUTES);
        Viewer viewer = town.viewer(chief);
        assertThatThrownBy(() -> town.people.sendLink(viewer, zoe.id()))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> change(viewer, zoe)).isInstanceOf(Forbidden.class);
    }

    @Test
    void tokenThatMayLessThanItsAccount_doesNotTakeTheAccountOver() {
        Person chief = town.newcomer("chief", Right.MANAGE_ACCOUNTS, Right.MANAGE_SIMS);
        var limited = new SignedIn(chief.id(), "chief", Set.of(Right.MANAGE_ACCOUNTS));
        Viewer token = town.viewers.of(limited, "").orElseThrow();
        assertThatThrownBy(() -> change(token, chief, Right.MANAGE_ACCOUNTS))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> town.people.sendLink(token, chief.id()))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void nobody_shutsThemselvesOut() {
        Person chief = town.newcomer("chief", Right.MANAGE_ACCOUNTS);
        Viewer viewer = town.viewer(chief);
        assertThatThrownBy(() -> change(viewer, chief))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .containsExactly(
                                                FieldError.of("rights", "account.ownRight")));
        var disabled = new PersonChange(chief.profile(), false, Set.of(Right.MANAGE_ACCOUNTS));
        assertThatThrownBy(() -> town.people.update(viewer, chief.id(), chief.version(), disabled))
                .isInstanceOf(Refused.class);
    }

    @Test
    void accountsOfOthers_areNotFoundAndWithoutTheRightNotLookedFor() {
        Person zoe = town.newcomer("zoe");
        Viewer stranger = Modules.customer(java.util.UUID.randomUUID(), Right.MANAGE_ACCOUNTS);
        assertThatThrownBy(() -> town.people.get(stranger, zoe.id())).isInstanceOf(NotFound.class);
        Person paul = town.newcomer("paul");
        assertThatThrownBy(() -> town.people.get(town.viewer(paul), zoe.id()))
                .isInstanceOf(Forbidden.class);
        assertThat(town.people.get(town.viewer(zoe), zoe.id()).login()).isEqualTo("zoe");
    }

    private String choosePassword(Person person) {
        String password = "quatre mots au hasard";
        String token = town.token(town.mails(person, "link", 1).getFirst());
        town.passwords.choose(token, password, password, "192.0.2.7");
        return password;
    }

    private Person updateOwn(Person person, Profile profile, String password) {
        int version = town.people.get(town.operator, person.id()).version();
        return town.people.updateOwn(town.viewer(person), version, profile, password);
    }

    private void change(Viewer viewer, Person person, Right... rights) {
        town.people.update(
                viewer,
                person.id(),
                person.version(),
                new PersonChange(person.profile(), true, Set.of(rights)));
    }
}
