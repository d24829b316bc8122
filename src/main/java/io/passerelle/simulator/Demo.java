package io.passerelle.simulator;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.Right;
import io.passerelle.simulator.store.DemoStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The demo's data: loaded once into an empty database, never again, so that what people change in
 * it stays changed.
 */
@Component
public class Demo {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private static final String TOKEN = "démonstration";
    private static final Duration TOKEN_LASTS = Duration.ofHours(1);

    private final SimulatorSettings settings;
    private final DemoStore store;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final ApiTokens tokens;
    private volatile @Nullable DemoPlan loaded;
    private volatile boolean fresh;

    Demo(
            SimulatorSettings settings,
            DemoStore store,
            Accounts accounts,
            ApiTokens tokens,
            TransactionTemplate transaction) {
        this.settings = settings;
        this.store = store;
        this.accounts = accounts;
        this.tokens = tokens;
        this.transaction = transaction;
    }

    /**
     * Loads the demo if the database is empty.
     *
     * @return the plan when the database holds the demo; empty when there is none, or when the
     *     database is somebody's own
     */
    public Optional<DemoPlan> load() {
        if (!settings.demo()) {
            return Optional.empty();
        }
        DemoPlan plan = DemoPlans.plan(settings);
        if (store.isEmpty()) {
            transaction.executeWithoutResult(ignored -> write(plan));
            fresh = true;
            LOG.atInfo().addKeyValue("sims", plan.sims().size()).log("the demo is loaded");
        }
        if (!store.hasOrganisation(plan.organisations().getFirst().id())) {
            LOG.warn("the database is not the demo's: it is left alone, and nothing is simulated");
            return Optional.empty();
        }
        loaded = plan;
        return Optional.of(plan);
    }

    /** Whether the database holds the demo. */
    public boolean isLoaded() {
        return loaded != null;
    }

    /** Whether it was loaded by this start: it has no past yet. */
    public boolean isFresh() {
        return fresh;
    }

    /** A token of one of its people that may do all they may, for an hour. */
    public String token(String login) {
        UUID account = store.account(login).orElseThrow();
        Set<Right> rights =
                rights(
                        Objects.requireNonNull(loaded).accounts().stream()
                                .filter(person -> person.login().equals(login))
                                .findFirst()
                                .orElseThrow());
        return tokens.issue(account, TOKEN, rights, Instant.now().plus(TOKEN_LASTS)).token();
    }

    /**
     * What a person needs to know to look around.
     *
     * @param variables the file of shell variables
     */
    public List<String> notice(Path variables) {
        DemoPlan plan = Objects.requireNonNull(loaded, "there is no demo");
        Map<UUID, String> names =
                plan.organisations().stream()
                        .collect(Collectors.toMap(DemoPlan.Org::id, DemoPlan.Org::name));
        List<String> lines = new ArrayList<>();
        lines.add(
                "  Simulated  %,d SIM cards, %d terminals in 127.64.0.0/10, servers on TCP %d–%d"
                        .formatted(
                                plan.sims().size(),
                                settings.terminals(),
                                settings.serverPort(),
                                settings.serverPort() + DemoServer.values().length - 1));
        lines.add("");
        lines.add("  Sign-ins, all with the password " + DemoPlan.PASSWORD);
        for (DemoPlan.Person person : plan.accounts()) {
            lines.add(
                    "    %-16s %-30s %s, %s"
                            .formatted(
                                    person.login(),
                                    names.get(person.organisation()),
                                    person.language().equals("fr") ? "French" : "English",
                                    person.rights().isEmpty()
                                            ? "looks only"
                                            : "may change things"));
        }
        lines.add("");
        lines.add("  As shell variables: . " + variables);
        return lines;
    }

    private void write(DemoPlan plan) {
        store.write(plan);
        for (DemoPlan.Person person : plan.accounts()) {
            accounts.create(
                    new AccountDraft(
                            person.organisation(),
                            person.login(),
                            DemoPlan.PASSWORD,
                            person.firstName(),
                            person.lastName(),
                            person.login() + "@demo.example",
                            person.language(),
                            "Europe/Paris",
                            rights(person)));
        }
    }

    private static Set<Right> rights(DemoPlan.Person person) {
        return person.rights().stream().map(Right::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
