package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What somebody may not use is not in their menu, and its address, typed in all the same, is that
 * of a page that does not exist; the attempt is on record (ACC-5). The pages of everybody else's
 * objects are as little there (ACC-1). The API's side is {@code RightsMatrixTest}.
 */
@ExtendWith(PortalExtension.class)
class EveryRoleTest {

    /** What the operator's staff alone have. */
    private static final List<String> OPERATORS =
            List.of(
                    "approved-networks",
                    "guides-admin",
                    "mails",
                    "mobile-operators",
                    "network-access",
                    "nodes",
                    "starts",
                    "support-settings");

    /** What needs a right that every organisation can have. */
    private static final List<String> RIGHTS =
            List.of("accounts", "api-tokens", "audit", "right-requests");

    private final Portal portal;
    private final Town town;

    EveryRoleTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void customerWithEveryRight_hasNoneOfTheOperatorsPages() {
        refused(town.baker("fr"), OPERATORS);
    }

    @Test
    void reseller_hasNoneOfTheOperatorsPages() {
        refused(town.reseller(), OPERATORS);
    }

    @Test
    void somebodyWithoutRights_hasNoPageThatNeedsOne() {
        Person newcomer = town.newcomer(town.baker("en").organisation(), "en");
        refused(newcomer, Stream.concat(OPERATORS.stream(), RIGHTS.stream()).toList());
    }

    @Test
    void anothersCardByItsAddress_isNotThere() {
        String card = bakersCard();
        try (Visit visit = portal.visit(town.baker("en"))) {
            visit.opens("sims/" + card);
            assertThat(visit.find("#missing-page")).hasCount(0);
        }
        Person neighbour = town.neighbour();
        try (Visit visit = portal.visit(neighbour)) {
            for (String path : List.of("sims/" + card, "sims/" + card + "/timeline")) {
                long before = recorded(neighbour);
                visit.opens(path);
                assertThat(visit.find("#missing-page")).isVisible();
                assertThat(visit.page().content()).doesNotContain(Town.iccid(1));
                Eventually.until("it is on record", () -> recorded(neighbour) > before);
            }
        }
    }

    private void refused(Person person, List<String> pages) {
        try (Visit visit = portal.visit(person)) {
            visit.opens("");
            List<String> menu = new ArrayList<>();
            for (String page : pages) {
                String link = "vaadin-side-nav-item[path='" + page + "'], a[href='" + page + "']";
                if (visit.find(link).count() > 0) {
                    menu.add(page);
                }
            }
            assertThat(menu).as("pages in the menu of %s", person.login()).isEmpty();
            for (String page : pages) {
                long before = recorded(person);
                visit.opens(page);
                assertThat(visit.find("#missing-page")).isVisible();
                Eventually.until(page + " is on record", () -> recorded(person) > before);
            }
        }
    }

    private String bakersCard() {
        return town.bakerProgram()
                .api()
                .get("/sims?iccid=" + Town.iccid(1))
                .expect(200)
                .get("items")
                .get(0)
                .get("id")
                .asString();
    }

    private long recorded(Person person) {
        return portal.passerelle()
                .bean(DSLContext.class)
                .fetchSingle(
                        "select count(*) from audit_entry where account_id = ? and outcome <>"
                                + " 'DONE'",
                        person.account())
                .get(0, Long.class);
    }
}
