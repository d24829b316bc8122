package io.passerelle.soak;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is done to a running Passerelle, again and again. */
enum Fault {
    /** Nothing: does it stay as it is? */
    NONE,
    /** kill -9 of Passerelle, of PostgreSQL, of both, some while they start. */
    KILLED,
    /** kill -9 of PostgreSQL's first process as often as it comes back, for half a minute. */
    DB_KILLED,
    /** PostgreSQL stands still for half a minute and longer. */
    DB_HUNG,
    /** The disk of the data is full for some seconds. */
    DISK_FULL,
    /** The destination refuses connections every other second. */
    DESTINATION_FLAP,
    /** The first destination never answers. */
    BLACKHOLE,
    /** The destination's name cannot be looked up for half a minute and longer. */
    DNS_LOST,
    /** The network access server restarts: Accounting-On ends all its sessions. */
    NAS_REBOOT,
    /** Reports come twice, late and in another order, and half of the counters wrap at 32 bits. */
    DISORDER;

    private static final Set<Fault> FELT_BY_TERMINALS =
            EnumSet.of(KILLED, DESTINATION_FLAP, NAS_REBOOT);

    /** Whether every connection must be carried as if nothing were the matter. */
    boolean sparesConnections() {
        return !FELT_BY_TERMINALS.contains(this);
    }

    /** As it is written on the command line. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> of(String key) {
        return Arrays.stream(values()).filter(fault -> fault.key().equals(key)).findAny();
    }
}
