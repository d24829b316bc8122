package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.MouseButton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;

/** One list of the portal's kit, used as people use it. */
final class ListOnPage {

    private final Visit visit;
    private final String id;

    /**
     * @param id the list's name with dashes, such as {@code routing-routes}
     */
    ListOnPage(Visit visit, String id) {
        this.visit = visit;
        this.id = id;
    }

    /** A cell with exactly this text that can be seen. */
    Locator cell(String text) {
        return visit.find("#" + id + "-grid vaadin-grid-cell-content:visible")
                .filter(exactly(text))
                .first();
    }

    /** A column's header. */
    Locator header(String text) {
        return visit.find("#" + id + "-grid vaadin-grid-cell-content:visible")
                .filter(Visit.withText(text))
                .first();
    }

    /** Waits until the list has so many rows, as its foot says. */
    ListOnPage counts(String words) {
        assertThat(visit.find("#" + id + "-count")).hasText(words);
        visit.settles();
        return this;
    }

    ListOnPage searches(String words) {
        visit.find("#" + id + "-search input").fill(words);
        return this;
    }

    ListOnPage sortsBy(String header) {
        header(header).locator("vaadin-grid-sorter").click();
        visit.settles();
        return this;
    }

    /** What stands in the first row under a header that is that many from the left. */
    Locator firstRow(String text) {
        return cell(text);
    }

    /** Clicks a row, which selects it alone. */
    ListOnPage selects(String text) {
        cell(text).click();
        visit.settles();
        return this;
    }

    /** Opens the context menu of a row. */
    ListOnPage rightClicks(String text) {
        cell(text).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        menu().first().waitFor();
        return this;
    }

    /** The lines of the menu that is open. */
    Locator menu() {
        return visit.find(
                "vaadin-context-menu-item:visible, vaadin-menu-bar-item:visible .menu-line,"
                        + " vaadin-menu-bar-list-box vaadin-menu-bar-item:visible");
    }

    /** Chooses a line of the menu that is open. */
    void chooses(String text) {
        visit.find("vaadin-context-menu-item:visible, vaadin-menu-bar-item:visible")
                .filter(Visit.withText(text))
                .last()
                .click();
        visit.settles();
    }

    /** Shows or hides a column. */
    ListOnPage togglesColumn(String key) {
        visit.presses(id + "-columns").presses(id + "-column-" + key);
        visit.settles().page().keyboard().press("Escape");
        return this;
    }

    /** The file one gets. */
    String exports(String extension) {
        visit.presses(id + "-export");
        Download file =
                visit.page().waitForDownload(() -> visit.presses(id + "-export-" + extension));
        try {
            return Files.readString(file.path(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Locator.FilterOptions exactly(String text) {
        // the browser reads the pattern, and it does not know Java's quotes
        String quoted = text.replaceAll("[.*+?^${}()|\\[\\]\\\\]", "\\\\$0");
        return new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + quoted + "\\s*$"));
    }
}
