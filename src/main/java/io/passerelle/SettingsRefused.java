package io.passerelle;

import java.util.List;

/** Settings that Passerelle does not start with; the message lists every problem, one a line. */
final class SettingsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    SettingsRefused(List<String> problems) {
        super(
                "Passerelle does not start, because of its settings:\n  - "
                        + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line for each. */
    List<String> problems() {
        return problems;
    }
}
