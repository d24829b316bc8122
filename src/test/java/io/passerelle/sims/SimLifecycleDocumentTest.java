package io.passerelle.sims;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables people read are those of the code (M2M-2, M2M-3, M2M-11). */
class SimLifecycleDocumentTest {

    private static final Path PAGE = Path.of("docs/sim-lifecycle.md");
    private static final String BEGIN =
            "<!-- tables: generated from the code, see SimLifecycleDocumentTest -->";
    private static final String END = "<!-- end of tables -->";

    /** Run with {@code -Dpasserelle.write=true} to write the page anew after a change. */
    @Test
    void tables_areThoseOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        String fresh =
                page.substring(0, page.indexOf(BEGIN))
                        + BEGIN
                        + "\n\n"
                        + statuses()
                        + "\n"
                        + actions()
                        + "\n"
                        + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("passerelle.write")) {
            Files.writeString(PAGE, fresh);
            return;
        }
        assertThat(page).as("docs/sim-lifecycle.md is old").isEqualTo(fresh);
    }

    private static String statuses() {
        return "| Status | Signs on | Keeps its address | Keeps its dynamic name | Has routes |\n"
                + "|---|---|---|---|---|\n"
                + Arrays.stream(SimStatus.values())
                        .map(status ->
                                "| `%s` | %s | %s | %s | %s |\n"
                                        .formatted(
                                                status,
                                                mark(status.admitsSignOn()),
                                                mark(status.keepsAddress()),
                                                mark(status.keepsDynamicName()),
                                                mark(status.keepsRoutes())))
                        .collect(Collectors.joining());
    }

    private static String actions() {
        return "| Action | Menu | Right | In status | Unless | Waits in | Leads to |\n|---|---|---|---|---|---|---|\n"
                + Arrays.stream(SimAction.values())
                        .map(SimLifecycleDocumentTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(SimAction action) {
        Right right = action.right();
        String who =
                (right == null ? "" : "`" + right + "`")
                        + (action.isOperatorOnly() ? ", the operator's people" : "");
        return "| `%s` | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        action,
                        action.menu() == SimAction.Menu.EDIT ? "*Édition*" : "*Fenêtres*",
                        who,
                        in(action),
                        action.isStoppedByProtection() ? "protected from termination" : "",
                        action.waiting() == null ? "" : "`" + action.waiting() + "`",
                        action.result() == null ? "" : "`" + action.result() + "`");
    }

    private static String in(SimAction action) {
        long count = Arrays.stream(SimStatus.values()).filter(action::fits).count();
        if (count == SimStatus.values().length) {
            return "every";
        }
        if (count == SimStatus.values().length - 1) {
            return "every but "
                    + Arrays.stream(SimStatus.values())
                            .filter(status -> !action.fits(status))
                            .map(status -> "`" + status + "`")
                            .collect(Collectors.joining());
        }
        return Arrays.stream(SimStatus.values())
                .filter(action::fits)
                .map(status -> "`" + status + "`")
                .collect(Collectors.joining(", "));
    }

    private static String mark(boolean yes) {
        return yes ? "yes" : "no";
    }
}
