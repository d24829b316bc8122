package io.passerelle.network;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and sockets this process may have open ({@code ulimit -n}). */
public final class Descriptors {

    private Descriptors() {}

    /** The limit; {@link Long#MAX_VALUE} where the machine has none. */
    public static long most() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean machine
                ? machine.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** How many are open now; -1 where the machine does not say. */
    public static long open() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean machine
                ? machine.getOpenFileDescriptorCount()
                : -1;
    }
}
