package io.passerelle.testing;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * The operator of the stories. Its accounts and tokens come from inside, because the API has no way
 * to make the first one; all else it does over the API.
 */
public final class TestOperator {

    /** The shared secret of every network access server it knows. */
    public static final String RADIUS_SECRET = "a secret of the stories";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RunningPasserelle passerelle;
    private final UUID organisation;
    private final ApiCaller api;

    private TestOperator(RunningPasserelle passerelle, UUID organisation, ApiCaller api) {
        this.passerelle = passerelle;
        this.organisation = organisation;
        this.api = api;
    }

    /** The operator of a Passerelle that was started empty. */
    public static TestOperator of(RunningPasserelle passerelle) {
        Organisation operator =
                Eventually.get(
                        Eventually.PATIENCE,
                        () ->
                                passerelle.bean(Organisations.class).tree().all().stream()
                                        .filter(o -> o.kind() == OrganisationKind.OPERATOR)
                                        .findAny()
                                        .orElseThrow());
        return new TestOperator(
                passerelle, operator.id(), caller(passerelle, operator.id(), "story-operator"));
    }

    /** The API with the operator's token. */
    public ApiCaller api() {
        return api;
    }

    /**
     * Registers the networks a network access server's packets come from, unless another story of
     * the same Passerelle has.
     */
    public void knowsNas(String network) {
        for (JsonNode known : api.get("/nas?limit=500").expect(200).get("items")) {
            if (withoutLength(known.get("network").asString()).equals(withoutLength(network))) {
                return;
            }
        }
        api.post(
                        "/nas",
                        """
                        {"name": "NAS %s", "network": "%s", "secret": "%s"}\
                        """
                                .formatted(network, network, RADIUS_SECRET))
                .expect(201);
    }

    private static String withoutLength(String network) {
        return network.replace("/32", "");
    }

    /** Opens an access point with a pool of addresses. */
    public void opensAccessPoint(String name, String pool) {
        api.post(
                        "/access-points",
                        """
                        {"name": "%s", "pools": ["%s"]}\
                        """
                                .formatted(name, pool))
                .expect(201);
    }

    /**
     * Signs a new customer up: an organisation of its own and a token with every right a customer
     * can have.
     */
    public TestCustomer welcomes(String name) {
        JsonNode made =
                api.post(
                                "/organisations",
                                """
                                {"parentId": "%s", "kind": "CUSTOMER", "name": "%s %d"}\
                                """
                                        .formatted(organisation, name, NUMBER.incrementAndGet()))
                        .expect(201);
        UUID id = UUID.fromString(made.get("id").asString());
        return new TestCustomer(
                id, caller(passerelle, id, "customer-" + NUMBER.incrementAndGet()), api);
    }

    private static ApiCaller caller(RunningPasserelle passerelle, UUID organisation, String login) {
        Set<Right> rights = EnumSet.allOf(Right.class);
        UUID account =
                passerelle
                        .bean(Accounts.class)
                        .create(
                                new AccountDraft(
                                        organisation,
                                        login,
                                        "a password of the stories",
                                        "",
                                        "",
                                        login + "@stories.example",
                                        "en",
                                        "UTC",
                                        rights));
        ApiTokens tokens = passerelle.bean(ApiTokens.class);
        String token = tokens.issue(account, "stories", rights, null).token();
        Eventually.until(
                "the token is known", () -> tokens.authenticate(token, "127.0.0.1").isPresent());
        return new ApiCaller(passerelle.url(), token);
    }
}
