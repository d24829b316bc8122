package io.passerelle.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table people read is that of the code (M2M-4). */
class OrderLifecycleDocumentTest {

    private static final Path PAGE = Path.of("docs/order-lifecycle.md");
    private static final String BEGIN =
            "<!-- tables: generated from the code, see OrderLifecycleDocumentTest -->";
    private static final String END = "<!-- end of tables -->";

    /** Run with {@code -Dpasserelle.write=true} to write the page anew after a change. */
    @Test
    void table_isThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        String fresh =
                page.substring(0, page.indexOf(BEGIN))
                        + BEGIN
                        + "\n\n"
                        + actions()
                        + "\n"
                        + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("passerelle.write")) {
            Files.writeString(PAGE, fresh);
            return;
        }
        assertThat(page).as("docs/order-lifecycle.md is old").isEqualTo(fresh);
    }

    @Test
    void stateOfAnAcceptedOrder_followsFromItsCards() {
        assertThat(OrderState.of(10, 0, 0)).isEqualTo(OrderState.ACCEPTED);
        assertThat(OrderState.of(10, 3, 0)).isEqualTo(OrderState.PARTLY_SHIPPED);
        assertThat(OrderState.of(10, 10, 0)).isEqualTo(OrderState.SHIPPED);
        assertThat(OrderState.of(10, 10, 3)).isEqualTo(OrderState.PARTLY_DELIVERED);
        assertThat(OrderState.of(10, 3, 3)).isEqualTo(OrderState.PARTLY_DELIVERED);
        assertThat(OrderState.of(10, 10, 10)).isEqualTo(OrderState.DELIVERED);
    }

    private static String actions() {
        return "| Action | Right | In state |\n|---|---|---|\n"
                + Arrays.stream(OrderAction.values())
                        .map(action ->
                                "| `%s` | %s | %s |\n"
                                        .formatted(
                                                action,
                                                action.rights().stream()
                                                        .map(r -> "`" + r + "`")
                                                        .collect(Collectors.joining(" or ")),
                                                Arrays.stream(OrderState.values())
                                                        .filter(action::fits)
                                                        .map(s -> "`" + s + "`")
                                                        .collect(Collectors.joining(", "))))
                        .collect(Collectors.joining());
    }
}
