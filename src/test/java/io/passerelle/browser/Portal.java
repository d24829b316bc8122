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

    /** The cookies of those who signed in once, so that not every test spends time on it. */
    private final Map<UUID, String> signedIn = new HashMap<>();

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
        BrowserContext context = chromium.browser().newContext(options(language));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return new Visit(context, passerelle.url().replace("127.0.0.1", host));
    }

    /** Somebody who signed in before opens a browser. */
    Visit visit(Person person) {
        String cookies = signedIn.computeIfAbsent(person.account(), id -> signIn(person));
        return visit(options(person.language()).setStorageState(cookies));
    }

    private String signIn(Person person) {
        try (Visit visit = stranger(person.language())) {
            SignIn.of(visit, person);
            return visit.context().storageState();
        }
    }

    private Visit visit(Browser.NewContextOptions options) {
        BrowserContext context = chromium.browser().newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return new Visit(context, passerelle.url());
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
