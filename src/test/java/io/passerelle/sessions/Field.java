package io.passerelle.sessions;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.sims.AccessPointDraft;
import io.passerelle.sims.AccessPoints;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimDirectory;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimStatus;
import io.passerelle.testing.Modules;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer with SIM cards on an access point, and a network access server on loopback. */
public final class Field implements AutoCloseable {

    /** The shared secret of {@link #nas}. */
    public static final String SECRET = "testing123";

    public final Modules modules;
    public final Viewer operator;
    public final Organisation customer;
    public final NetworkAccessServer nas;
    private final UUID accessPoint;
    private int cards;

    public Field() {
        this(Modules.start("accounts", "nodes", "sims", "sessions"));
    }

    /** With the services of more modules than these. */
    public Field(Modules modules) {
        this.modules = modules;
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Client", "", true));
        accessPoint =
                modules.get(AccessPoints.class)
                        .create(
                                operator,
                                new AccessPointDraft(
                                        "m2m.example", List.of("10.64.0.0/24"), 3600, 600))
                        .id();
        nas =
                modules.get(NetworkAccessServers.class)
                        .create(
                                operator,
                                new NetworkAccessServerDraft(
                                        "ggsn1",
                                        "127.0.0.1",
                                        SECRET,
                                        MessageAuthenticatorPolicy.AUTO,
                                        "ggsn.example",
                                        true));
        eventually(() -> {
            assertThat(organisations.tree().byId(customer.id())).isPresent();
            assertThat(modules.get(AccessPoints.class).all()).containsKey(accessPoint);
            assertThat(modules.get(NasDirectory.class).byId(nas.id())).isNotNull();
        });
    }

    /** A card known by its number alone. */
    public Sim card() {
        return card(null, null, null, SimStatus.ACTIVE);
    }

    /** A card; IMSI and number end in its own count. */
    public Sim card(
            @Nullable String userName,
            @Nullable String password,
            @Nullable String staticAddress,
            SimStatus status) {
        String number = "%05d".formatted(++cards);
        Sim sim =
                modules.get(SimCards.class)
                        .create(
                                operator,
                                new SimDraft(
                                        customer.id(),
                                        null,
                                        accessPoint,
                                        "89330000000000" + number,
                                        "336000" + number,
                                        "2082000000" + number,
                                        "",
                                        status,
                                        "",
                                        userName,
                                        password,
                                        staticAddress));
        eventually(() -> assertThat(modules.get(SimDirectory.class).byId(sim.id())).isPresent());
        return sim;
    }

    @Override
    public void close() {
        modules.close();
    }
}
