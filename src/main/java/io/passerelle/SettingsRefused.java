package io.passerelle;

import java.util.List;

/** Settings that Passerelle does not start with; the message lists every problem, one a line. */
final class SettingsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsRefused(List<String> problems) {
        super(
                "Passerelle does not start, because of its settings:\n  - "
                        + String.join("\n  - ", problems));
    }
}
