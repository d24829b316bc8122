package io.passerelle.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ReducedMotion;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A running Passerelle with its portal, and a browser to look at it with. */
final class Portal implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 20_000;

    private final RunningPasserelle passerelle;
    private final TestOperator operator;
    private final Chromium chromium;

    /**
     * Where those who signed in once are at home, so that not every test spends time on signing in
     * and on fetching what pages are drawn with.
     */
    private final Map<UUID, BrowserContext> homes = new HashMap<>();

    private Portal(RunningPasserelle passerelle, TestOperator operator, Chromium chromium) {
        this.passerelle = passerelle;
        this.operator = operator;
        this.chromium = chromium;
    }

    static Portal start() {
        return startWith();
    }

    /** With further settings, such as those of the demo. */
    static Portal startWith(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("--vaadin.productionMode=true");
        RunningPasserelle passerelle =
                RunningPasserelle.startWithPortal(all.toArray(String[]::new));
        try {
            return new Portal(passerelle, TestOperator.of(passerelle), Chromium.start());
        } catch (RuntimeException | AssertionError e) {
            passerelle.close();
            throw e;
        }
    }

    RunningPasserelle passerelle() {
        return passerelle;
    }

    TestOperator operator() {
        return operator;
    }

    /** The organisation at the top. */
    UUID operatorId() {
        return passerelle.bean(Organisations.class).tree().all().stream()
                .filter(organisation -> organisation.kind() == OrganisationKind.OPERATOR)
                .findAny()
                .orElseThrow()
                .id();
    }

    /** Somebody unknown opens a browser set to this language. */
    Visit stranger(String language) {
        return visit(options(language));
    }

    /** Somebody unknown opens a browser at another of the machine's names. */
    Visit strangerAt(String host, String language) {
        return new Visit(context(options(language)), passerelle.url().replace("127.0.0.1", host));
    }

    /** Somebody who signed in before opens another window of their browser. */
    Visit visit(Person person) {
        Browser browser = chromium.browser();
        homes.values().removeIf(home -> home.browser() != browser); // went down with a dead one
        return Visit.at(
                homes.computeIfAbsent(person.account(), id -> signIn(person)), passerelle.url());
    }

    private BrowserContext signIn(Person person) {
        BrowserContext home = context(options(person.language()));
        try (Visit visit = Visit.at(home, passerelle.url())) {
            SignIn.of(visit, person);
            return home;
        } catch (RuntimeException | AssertionError e) {
            home.close();
            throw e;
        }
    }

    private Visit visit(Browser.NewContextOptions options) {
        return new Visit(context(options), passerelle.url());
    }

    private BrowserContext context(Browser.NewContextOptions options) {
        BrowserContext context = chromium.browser().newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }

    private static Browser.NewContextOptions options(String language) {
        return new Browser.NewContextOptions()
                .setViewportSize(Visit.WIDE, 900)
                .setLocale(language.equals("fr") ? "fr-FR" : "en-GB")
                .setTimezoneId("Europe/Paris")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setAcceptDownloads(true);
    }

    @Override
    public void close() {
        chromium.close();
        passerelle.close();
    }
}
