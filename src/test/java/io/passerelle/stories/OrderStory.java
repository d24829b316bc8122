package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** From an order to a card in session (M2M-2 to M2M-5, M2M-7). */
@ExtendWith(PasserelleExtension.class)
class OrderStory {

    private final TestOperator operator;
    private final RealRadclient radclient;

    OrderStory(RunningPasserelle passerelle, TestOperator operator) {
        this.operator = operator;
        this.radclient = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
    }

    @Test
    void orderedCardIsShippedDeliveredActivatedAndSignsOn() {
        TestCustomer customer = operator.welcomes("Fromagerie");
        String group = customer.makesGroup("Balances");
        String order = orders(customer, group);
        operator.api().post("/orders/" + order + "/accept", "").expect(200);
        TestSim sim = TestSim.fresh();
        String parcel = "/orders/" + order + "/parcels";

        operator.api()
                .csv(parcel + "/import?carrier=Chronopost&tracking=XY1", file(sim))
                .expect(200);

        assertThat(shown(customer, order).get("state").asString()).isEqualTo("SHIPPED");
        assertThat(status(customer, sim)).isEqualTo("ORDERED");
        assertThat(signsOn(sim)).isFalse();
        customer.api().post(parcel + "/1/deliver", "").expect(200);
        assertThat(shown(customer, order).get("state").asString()).isEqualTo("DELIVERED");
        JsonNode card = customer.shows(sim);
        assertThat(card.get("status").asString()).isEqualTo("ACTIVATABLE");
        assertThat(card.get("groupId").asString()).isEqualTo(group);
        customer.api()
                .post(
                        "/sim-requests",
                        """
                        {"simId": "%s", "action": "ACTIVATE"}\
                        """
                                .formatted(card.get("id").asString()))
                .expect(201);
        Eventually.eventually(() -> assertThat(status(customer, sim)).isEqualTo("ACTIVE"));

        Eventually.get(Eventually.PATIENCE, () -> radclient.signsOn(sim));

        Eventually.eventually(() -> {
            JsonNode online = customer.shows(sim);
            assertThat(online.get("status").asString()).isEqualTo("ACTIVE");
            assertThat(online.get("online").asBoolean()).isTrue();
        });
        assertThat(customer.api().get("/orders/" + order + "/events").expect(200)).hasSize(4);
    }

    private static String orders(TestCustomer customer, String group) {
        String address =
                customer.api()
                        .post(
                                "/delivery-addresses",
                                """
                                {"company": "Fromagerie", "street": "1 rue du Lait",
                                 "postcode": "25000", "town": "Besançon", "country": "FR"}\
                                """)
                        .expect(201)
                        .get("id")
                        .asString();
        return customer.api()
                .post(
                        "/orders",
                        """
                        {"addressId": "%s", "groupId": "%s", "quantity": 1, "operator": "Orange",
                         "formFactor": "MICRO_3FF"}\
                        """
                                .formatted(address, group))
                .expect(201)
                .get("id")
                .asString();
    }

    private static String file(TestSim sim) {
        return "iccid;msisdn;imsi;user_name;password;access_point\n"
                + String.join(
                        ";",
                        sim.iccid(),
                        sim.msisdn(),
                        sim.imsi(),
                        sim.userName(),
                        sim.password(),
                        TestSim.ACCESS_POINT)
                + "\n";
    }

    private boolean signsOn(TestSim sim) {
        return radclient
                .authenticates(sim.attributes() + "User-Password = \"" + sim.password() + "\"\n")
                .accepted();
    }

    private static JsonNode shown(TestCustomer customer, String order) {
        return customer.api().get("/orders/" + order).expect(200);
    }

    private static String status(TestCustomer customer, TestSim sim) {
        return customer.shows(sim).get("status").asString();
    }
}
