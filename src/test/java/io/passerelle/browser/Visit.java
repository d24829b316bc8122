package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One person at one browser window. Closing it fails when the browser complained: an error in the
 * console, a script that broke, a request that was answered with an error.
 */
final class Visit implements AutoCloseable {

    /** A desk's screen and a telephone's. */
    static final int WIDE = 1440;

    static final int NARROW = 390;

    /** How high a desk's screen is. */
    static final int HIGH = 900;

    private static final Path PICTURES = Path.of("target", "screenshots");

    /** {@code ./test 'EveryPageIn*Test' -Dportal.pictures=true}. */
    private static final boolean WITH_PICTURES = Boolean.getBoolean("portal.pictures");

    private final BrowserContext context;
    private final String url;
    private final Runnable leave;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Integer> expected = new ArrayList<>();
    private final Consumer<ConsoleMessage> console = this::said;
    private final Consumer<String> scripts = error -> complaints.add("script: " + error);
    private final Consumer<Response> answers = this::answered;
    private final Consumer<Request> failures = this::failed;

    /** In a browser of its own, which is closed with the visit. */
    Visit(BrowserContext context, String url) {
        this(context.newPage(), url, context::close);
    }

    /**
     * In a window that is open.
     *
     * @param leave what becomes of the window, which nobody listens to any more
     */
    Visit(Page window, String url, Runnable leave) {
        this.context = window.context();
        this.url = url;
        this.leave = leave;
        this.page = window;
        page.onConsoleMessage(console);
        page.onPageError(scripts);
        page.onResponse(answers);
        page.onRequestFailed(failures);
    }

    private void said(ConsoleMessage message) {
        // the browser's own words for a bad status; judged with the response
        boolean status = message.text().startsWith("Failed to load resource");
        if (message.type().equals("error") && !status) {
            complaints.add("console: " + message.text());
        }
    }

    private void failed(Request request) {
        String why = request.failure();
        // a page that is left takes its open requests with it; so does a download
        if (!why.contains("ERR_ABORTED")) {
            complaints.add("request: " + request.url() + " " + why);
        }
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** From now on answers with this status are what the test is about. */
    Visit expecting(int status) {
        expected.add(status);
        return this;
    }

    /** Opens an address of the portal, such as {@code sims?q=89}, and waits until it is drawn. */
    Visit opens(String path) {
        page.navigate(url + "/" + path);
        return settles();
    }

    /** The whole of an address of the portal. */
    String address(String path) {
        return url + "/" + path;
    }

    Visit reloads() {
        page.reload();
        return settles();
    }

    /** Waits until the page is built and the server has nothing more to say. */
    Visit settles() {
        page.waitForFunction(
                """
                () => {
                  const flow = window.Vaadin && window.Vaadin.Flow;
                  if (!flow || !flow.clients) return false;
                  const clients = Object.values(flow.clients).filter(c => c.isActive);
                  return clients.length > 0 && clients.every(c => !c.isActive())
                    && !document.querySelector('vaadin-grid[loading]');
                }\
                """);
        return this;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** Presses what has this identifier. */
    Visit presses(String id) {
        find("#" + id).click();
        return this;
    }

    /** Writes into the field of this identifier and leaves it. */
    Visit fills(String id, String text) {
        Locator input = find("#" + id + " input, #" + id + " textarea").first();
        input.fill(text);
        input.press("Tab");
        return settles();
    }

    /** The page's title is this. */
    Visit isAt(String title) {
        assertThat(find("h1.page-title")).hasText(title);
        return this;
    }

    /** The address ends so. */
    Visit hasAddress(String pattern) {
        assertThat(page).hasURL(Pattern.compile(pattern));
        return this;
    }

    /** A notice with these words comes up. */
    Visit isTold(String words) {
        assertThat(find("vaadin-notification-card").filter(withText(words)).first()).isVisible();
        return this;
    }

    Visit is(int width) {
        page.setViewportSize(width, width == WIDE ? HIGH : 844);
        return settles();
    }

    Visit is(ColorScheme colors) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
        page.waitForFunction( // colours change softly
                "() => document.getAnimations().every(a => a.playState !== 'running'"
                        + " || a.effect.getTiming().iterations === Infinity)");
        return this;
    }

    /** Keeps a picture of what the person sees, when pictures are asked for. */
    Visit picture(String name) {
        if (!WITH_PICTURES) {
            return this;
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        return this;
    }

    /** The page is not wider than the window, and no word is a key that has no text. */
    Visit nothingSticksOut(String view) {
        Object wider =
                page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth > 1");
        assertThat(wider).as(view + " is wider than its window").isEqualTo(false);
        assertThat(page.locator("body").innerText())
                .as(view + " shows a text that is missing")
                .doesNotContainPattern(
                        "\\b(kit|accounts|alerts|audit|connections|diagnosis|egress|error|events|help|nodes"
                                + "|operators|orders|people|routing|sessions|sims|starts|usage)"
                                + "\\.[a-z]+\\.");
        return this;
    }

    static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Override
    public void close() {
        try {
            assertThat(complaints).as("what the browser complained about").isEmpty();
        } finally {
            page.offConsoleMessage(console);
            page.offPageError(scripts);
            page.offResponse(answers);
            page.offRequestFailed(failures);
            leave.run();
        }
    }

    private void answered(Response response) {
        if (response.status() >= 400 && !expected.contains(response.status())) {
            complaints.add("answer: " + response.status() + " " + response.url());
        }
    }
}
