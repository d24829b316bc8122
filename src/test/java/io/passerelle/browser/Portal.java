package io.passerelle.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestOperator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final Map<UUID, Home> homes = new HashMap<>();

    /**
     * Somebody's browser, and its windows that nobody uses: what a window has compiled once the
     * next visit need not wait for, which is most of the time a page takes to open.
     */
    private record Home(BrowserContext browser, Deque<Page> windows) {

        Visit visit(String url) {
            Page window = windows.isEmpty() ? browser.newPage() : windows.pop();
            return new Visit(window, url, () -> empty(window));
        }

        /** As it was when it was new. */
        private void empty(Page window) {
            if (window.isClosed()) {
                return;
            }
            try {
                window.navigate("about:blank");
                window.setViewportSize(Visit.WIDE, Visit.HIGH);
                window.emulateMedia(
                        new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
                windows.push(window);
            } catch (PlaywrightException broken) {
                window.close();
            }
        }
    }

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
        // went down with a dead one
        homes.values().removeIf(home -> home.browser().browser() != browser);
        return homes.computeIfAbsent(person.account(), id -> signIn(person))
                .visit(passerelle.url());
    }

    private Home signIn(Person person) {
        var home = new Home(context(options(person.language())), new ArrayDeque<>());
        try (Visit visit = home.visit(passerelle.url())) {
            SignIn.of(visit, person);
            return home;
        } catch (RuntimeException | AssertionError e) {
            home.browser().close();
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
                .setViewportSize(Visit.WIDE, Visit.HIGH)
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
