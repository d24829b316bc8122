package io.passerelle.stories;

import static io.passerelle.store.db.Tables.AUDIT_ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.ApiCaller;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nobody sees, changes or learns of what is another customer's, and the attempt is on record
 * (ACC-1, ACC-5).
 */
@ExtendWith(PasserelleExtension.class)
class IsolationStory {

    private final RunningPasserelle passerelle;
    private final TestCustomer owner;
    private final TestCustomer stranger;
    private String sim = "";
    private String group = "";
    private String route = "";
    private String iccid = "";

    IsolationStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.owner = operator.welcomes("Propriétaire").mayReach("127.0.0.0/8");
        this.stranger = operator.welcomes("Étranger");
    }

    @BeforeEach
    void ownerHasACardAGroupAndARoute() {
        TestSim card = owner.importsSim("");
        iccid = card.iccid();
        sim = owner.shows(card).get("id").asString();
        group = owner.defaultGroup();
        route = owner.makesRoute(group, 4005, "127.0.0.1:9").get("id").asString();
        owner.api().get("/routes/" + route).expect(200);
    }

    @Test
    void objectsOfAnotherCustomerAreNotFoundAndTheAttemptIsRecorded() {
        notFound(stranger.api().get("/sims/" + sim), sim);
        notFound(stranger.api().get("/groups/" + group), group);
        notFound(stranger.api().get("/routes/" + route), route);
        notFound(stranger.api().get("/organisations/" + owner.id()), owner.id().toString());
    }

    @Test
    void objectsOfAnotherCustomerCannotBeChangedOrRemoved() {
        notFound(stranger.api().put("/groups/" + group, "{\"name\": \"mine\"}"), group);
        notFound(stranger.api().delete("/groups/" + group), group);
        notFound(stranger.api().delete("/routes/" + route), route);
        assertThat(
                        stranger.api()
                                .post(
                                        "/routes",
                                        TestCustomer.routeBody(group, 4006, "192.0.2.1:80"))
                                .status())
                .isIn(404, 422);
        owner.api().get("/routes/" + route).expect(200);
    }

    @Test
    void listsHoldOnlyOnesOwn() {
        assertThat(stranger.lists("/sims?search=" + iccid)).isEmpty();
        assertThat(stranger.lists("/routes")).isEmpty();
        assertThat(stranger.lists("/organisations")).hasSize(1);
        assertThat(owner.lists("/sims?search=" + iccid)).hasSize(1);
    }

    @Test
    void withoutATokenNothingIsSaid() {
        var nobody = new ApiCaller(passerelle.url(), "psr_nobodys");
        assertThat(nobody.get("/sims/" + sim).status()).isEqualTo(401);
    }

    private void notFound(ApiCaller.Answer answer, String object) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(404);
        assertThat(answer.body().toString()).doesNotContain(iccid);
        assertThat(
                        passerelle
                                .bean(DSLContext.class)
                                .fetchExists(
                                        AUDIT_ENTRY,
                                        AUDIT_ENTRY
                                                .OUTCOME
                                                .eq("NOT_FOUND")
                                                .and(AUDIT_ENTRY.OBJECT_ID.eq(object))))
                .isTrue();
    }
}
