package io.passerelle.people;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.testing.Modules;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rights are asked for and granted (ACC-5). */
class RightRequestsTest {

    private final PeopleFixture town = new PeopleFixture();
    private final RightRequests requests = town.modules.get(RightRequests.class);

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void rightThatIsGranted_isThereAtOnceAndBothSidesGetAMail() {
        Person chief =
                town.people.create(
                        town.operator,
                        new NewPerson(
                                town.root.id(),
                                "chief",
                                PeopleFixture.profile("chief@example.com"),
                                Set.of(Right.MANAGE_ACCOUNTS)));
        Person zoe = town.newcomer("zoe");

        RightRequest asked =
                requests.ask(town.viewer(zoe), Right.MANAGE_ROUTES, "<b>nouvelle</b> caisse");
        String mail = town.text(town.mails(chief, "rightAsked", 1).getFirst());
        assertThat(mail).contains("Zoë Lefèvre").contains("nouvelle").contains("/right-requests");
        requests.grant(town.operator, asked.id());

        eventually(
                () -> assertThat(town.viewer(zoe).rights()).containsExactly(Right.MANAGE_ROUTES));
        town.mails(zoe, "rightGranted", 1);
        assertThatThrownBy(() -> requests.refuse(town.operator, asked.id(), ""))
                .isInstanceOf(Refused.class);
    }

    @Test
    void rightThatIsRefused_isToldWithTheReasonAndCanBeAskedForAgain() {
        Person zoe = town.newcomer("zoe");
        Viewer viewer = town.viewer(zoe);
        RightRequest asked = requests.ask(viewer, Right.MANAGE_ROUTES, "");
        assertThatThrownBy(() -> requests.ask(viewer, Right.MANAGE_ROUTES, ""))
                .isInstanceOf(Refused.class);

        requests.refuse(town.operator, asked.id(), "contrat sans IP fixe");

        assertThat(town.text(town.mails(zoe, "rightRefused", 1).getFirst()))
                .contains("contrat sans IP fixe");
        assertThat(town.viewer(zoe).rights()).isEmpty();
        requests.ask(viewer, Right.MANAGE_ROUTES, "");
    }

    @Test
    void requestForARightOfANewerRelease_breaksNoList() {
        Person zoe = town.newcomer("zoe", Right.MANAGE_SIMS);
        RightRequest asked = requests.ask(town.viewer(zoe), Right.MANAGE_ROUTES, "");
        town.modules
                .database()
                .dsl()
                .execute(
                        """
                        insert into right_request (id, account_id, organisation_id, login, name)
                        values (gen_random_uuid(), ?, ?, 'zoe', 'FLY')
                        """,
                        zoe.id(),
                        zoe.organisationId());
        town.modules
                .database()
                .dsl()
                .execute(
                        "insert into account_right (account_id, name) values (?, 'FLY')", zoe.id());

        assertThat(requests.own(town.viewer(zoe)))
                .extracting(RightRequest::id)
                .containsExactly(asked.id());
        assertThat(requests.listing().page(new Visible.Everything(), ListQuery.ALL, 0, 10))
                .extracting(RightRequest::id)
                .containsExactly(asked.id());
        requests.grant(town.operator, asked.id());
        assertThat(town.people.rightsNow(zoe))
                .containsExactlyInAnyOrder(Right.MANAGE_SIMS, Right.MANAGE_ROUTES);
        assertThat(
                        town.modules
                                .database()
                                .dsl()
                                .fetchSingle("select count(*) from account_right")
                                .get(0, Integer.class))
                .isEqualTo(3);
    }

    @Test
    void whoMayNotDecide_isRefused() {
        Person zoe = town.newcomer("zoe", Right.MANAGE_ACCOUNTS);
        RightRequest asked = requests.ask(town.viewer(zoe), Right.MANAGE_ROUTES, "");
        assertThatThrownBy(() -> requests.grant(town.viewer(zoe), asked.id()))
                .isInstanceOf(Forbidden.class);
        Viewer stranger =
                Modules.customer(UUID.randomUUID(), Right.MANAGE_ACCOUNTS, Right.MANAGE_ROUTES);
        assertThatThrownBy(() -> requests.grant(stranger, asked.id())).isInstanceOf(NotFound.class);
        Person paul = town.newcomer("paul");
        assertThatThrownBy(() -> requests.grant(town.viewer(paul), asked.id()))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void rightThatIsNotForTheOrganisation_isNotAskedFor() {
        Person zoe = town.newcomer("zoe");
        assertThat(requests.possible(town.viewer(zoe))).doesNotContain(Right.MANAGE_NAS);
        assertThatThrownBy(() -> requests.ask(town.viewer(zoe), Right.MANAGE_NAS, ""))
                .isInstanceOf(Refused.class);
    }
}
