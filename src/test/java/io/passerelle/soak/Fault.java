package io.passerelle.soak;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done to a running Passerelle, again and again. */
enum Fault {
    /** Nothing: does it stay as it is? */
    NONE,
    /** kill -9 of Passerelle, of PostgreSQL, of both, some while they start. */
    KILLED,
    /** kill -9 of PostgreSQL's first process. */
    DB_KILLED,
    /** PostgreSQL stands still for some seconds. */
    DB_HUNG,
    /** The disk of the data is full for some seconds. */
    DISK_FULL,
    /** The destination refuses connections every other second. */
    DESTINATION_FLAP,
    /** The first destination never answers. */
    BLACKHOLE;

    /** As it is written on the command line. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> of(String key) {
        return Arrays.stream(values()).filter(fault -> fault.key().equals(key)).findAny();
    }
}
