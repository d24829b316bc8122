package io.passerelle.benchmarks.radius;

import java.util.List;

/** What the load asks for. */
enum Scenario {
    /** Access-Request with PAP; FreeRADIUS reads its users from a file once. */
    AUTH_FILES("auth, files", false, List.of(1, 16, 256), 0),
    /** The same, but FreeRADIUS records every attempt, too. */
    AUTH_RECORDED("auth, recorded", false, List.of(1, 16, 256), 3),
    /** The same as the first; FreeRADIUS asks the database for every request. */
    AUTH_SQL("auth, sql", false, List.of(256), 2),
    /** Interim-Updates of sessions that stay open. */
    INTERIM("interim", true, List.of(1, 16, 64, 256, 1024), 1),
    /** Whole lives: Start, two Interim-Updates, Stop. */
    LIFE("whole sessions", true, List.of(256), 1);

    final String title;
    final boolean accounting;
    final List<Integer> outstanding;

    /** Which of FreeRADIUS's ports takes it, counted from the first. */
    final int port;

    Scenario(String title, boolean accounting, List<Integer> outstanding, int port) {
        this.title = title;
        this.accounting = accounting;
        this.outstanding = outstanding;
        this.port = port;
    }

    /** For command lines. */
    String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
