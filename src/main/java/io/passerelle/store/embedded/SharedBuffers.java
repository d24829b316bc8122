package io.passerelle.store.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory PostgreSQL keeps pages in ({@code shared_buffers}). What is not there is read
 * from the system's cache at some ten times the cost; with a million cards the largest consumers of
 * 31 days took 0.68 s with 256 MB, and 0.46 s with 1 GB.
 */
final class SharedBuffers {

    private static final long MEBIBYTE = 1L << 20;

    private static final long LEAST = 128;

    private static final long MOST = 1024;

    /** The heap may take half of a small machine, and the system's cache wants the most of it. */
    private static final long SHARE = 8;

    private SharedBuffers() {}

    /** For the machine, or the container, that this process is on; as PostgreSQL writes it. */
    static String here() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return of(system.getTotalMemorySize());
    }

    /**
     * For a machine.
     *
     * @param memory bytes; 0 when unknown
     */
    static String of(long memory) {
        return Math.clamp(memory / MEBIBYTE / SHARE, LEAST, MOST) + "MB";
    }
}
