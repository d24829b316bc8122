package io.passerelle.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine's own Chromium, driven by Playwright; one for the whole run. Another one can be named
 * by the environment variable {@code PLAYWRIGHT_CHROMIUM}. Nothing is downloaded.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> QUIET =
            List.of(
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        onPath("node")
                .ifPresent(node -> environment.putIfAbsent("PLAYWRIGHT_NODEJS_PATH", "" + node));
        Playwright playwright =
                Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        return new Chromium(playwright, launch(playwright));
    }

    /** A browser that runs: another one when the last one died, so that one test fails, not all. */
    Browser browser() {
        if (!browser.isConnected()) {
            browser = launch(playwright);
        }
        return browser;
    }

    private static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(
                        new BrowserType.LaunchOptions()
                                .setExecutablePath(executable())
                                .setArgs(QUIET));
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Path executable() {
        return Optional.ofNullable(System.getenv("PLAYWRIGHT_CHROMIUM"))
                .map(Path::of)
                .or(() -> onPath("chromium"))
                .or(() -> onPath("chromium-browser"))
                .or(() -> onPath("google-chrome"))
                .orElseThrow(
                        () -> new AssertionError("no chromium here: apt-get install chromium"));
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
