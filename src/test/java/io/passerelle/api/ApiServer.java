package io.passerelle.api;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.SignedIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.FreePorts;
import io.passerelle.testing.TestDatabase;
import io.passerelle.testing.WithoutPortal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running Passerelle for the tests of its REST API, one for the whole process: an operator, two
 * resellers, and customers that must never see each other. Tests add what they need and expect the
 * others' things around.
 */
public final class ApiServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final int port;
    private final UUID operatorAccount;

    /** The operator's own organisation. */
    public final Organisation operator;

    /** A customer with its token. */
    public final Tenant martin;

    /** Another reseller's customer. */
    public final Tenant dupont;

    /** The operator's token, with every right. */
    public final String operatorToken;

    private ApiServer() throws IOException {
        Path data = Files.createTempDirectory("passerelle-api");
        List<String> settings = new ArrayList<>(TestDatabase.freshAddress().settings());
        settings.addAll(
                List.of(
                        "--server.port=0",
                        "--passerelle.data=" + data,
                        "--logging.file.name=" + data + "/passerelle.log",
                        "--passerelle.gateway.port-shift=" + FreePorts.shift(),
                        "--passerelle.api.failures-per-minute=10000",
                        "--passerelle.api.requests-per-second=100000"));
        context =
                new SpringApplicationBuilder(WithoutPortal.class)
                        .run(settings.toArray(String[]::new));
        port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        operator =
                Eventually.get(
                        Duration.ofSeconds(20),
                        () -> bean(Organisations.class).tree().operator().orElseThrow());
        UUID account = account(operator.id(), "api-operator");
        operatorToken = token(account);
        operatorAccount = account;
        Viewer viewer = viewer(account);
        martin = tenant(viewer, "Martin");
        dupont = tenant(viewer, "Dupont");
    }

    /** A customer, the reseller above it, and who acts for it. */
    public record Tenant(
            Organisation reseller, Organisation customer, UUID account, String token) {}

    /**
     * A customer of a reseller of its own, with a token that has every right a customer can have.
     */
    public Tenant tenant(Viewer operatorViewer, String name) {
        Organisation reseller =
                organisation(operatorViewer, operator.id(), OrganisationKind.RESELLER, "R-" + name);
        Organisation customer =
                organisation(operatorViewer, reseller.id(), OrganisationKind.CUSTOMER, name);
        UUID account = account(customer.id(), name.toLowerCase(java.util.Locale.ROOT));
        return new Tenant(reseller, customer, account, token(account));
    }

    private Organisation organisation(
            Viewer viewer, UUID parent, OrganisationKind kind, String name) {
        Organisation made =
                bean(Organisations.class)
                        .create(viewer, new OrganisationDraft(parent, kind, name, "", true));
        Eventually.until(
                "organisation known",
                () -> bean(Organisations.class).tree().byId(made.id()).isPresent());
        return made;
    }

    private UUID account(UUID organisation, String login) {
        return bean(Accounts.class)
                .create(
                        new AccountDraft(
                                organisation,
                                login,
                                "correct horse battery",
                                "A",
                                "B",
                                login + "@example.org",
                                "fr",
                                "Europe/Paris",
                                EnumSet.allOf(Right.class)));
    }

    /** A token of an account with the rights given; all of them without. */
    public String token(UUID account, Right... rights) {
        Set<Right> limited =
                rights.length == 0 ? EnumSet.allOf(Right.class) : Set.copyOf(List.of(rights));
        String token = bean(ApiTokens.class).issue(account, "test", limited, null).token();
        Eventually.until(
                "token known",
                () -> bean(ApiTokens.class).authenticate(token, "127.0.0.1").isPresent());
        return token;
    }

    /** Who an account is. */
    public Viewer viewer(UUID account) {
        return Eventually.get(
                Duration.ofSeconds(20),
                () ->
                        bean(Viewers.class)
                                .of(new SignedIn(account, "", null), "127.0.0.1")
                                .orElseThrow());
    }

    /** Somebody of the operator with every right. */
    public Viewer operatorViewer() {
        return viewer(operatorAccount);
    }

    /** A caller of the API with that token. */
    public ApiClient as(String token) {
        return new ApiClient("http://127.0.0.1:" + port, token);
    }

    /** A part of the running application. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A part of the running application that has brothers of its type. */
    public <T> T named(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Its database. */
    public DSLContext store() {
        return bean(DSLContext.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Gives the tests of a process the server, started by the first of them. */
    public static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ApiServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(
                            ExtensionContext.StoreScope.LAUNCHER_SESSION,
                            ExtensionContext.Namespace.create(ApiServer.class))
                    .computeIfAbsent(
                            "server",
                            key -> {
                                try {
                                    return new ApiServer();
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            },
                            ApiServer.class);
        }
    }
}
