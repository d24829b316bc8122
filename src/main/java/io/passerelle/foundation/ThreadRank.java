package io.passerelle.foundation;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel gives a thread when there are more of them than processors. Where it cannot be
 * asked, every thread stays as it is.
 */
public final class ThreadRank {

    /** The calling thread, where a thread's number is asked for. */
    public static final int ITSELF = 0;

    private static final int OF_A_THREAD = 0;

    /** About a tenth of what another thread gets. */
    private static final int LOWER = 10;

    private static final int OTHER = 0;
    private static final int IDLE = 5;

    private static final @Nullable MethodHandle SET_PRIORITY =
            find("setpriority", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    private static final @Nullable MethodHandle SET_SCHEDULER =
            find(
                    "sched_setscheduler",
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS);

    private ThreadRank() {}

    /** Has the calling thread stand back behind others, for good: it should be one that ends. */
    public static void lower() {
        if (SET_PRIORITY == null) {
            return;
        }
        try {
            int ignored = (int) SET_PRIORITY.invokeExact(OF_A_THREAD, ITSELF, LOWER);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Gives a thread only what nobody else wants.
     *
     * @param thread its number in the kernel
     * @return whether it is so now
     */
    public static boolean onlyIdle(int thread) {
        return schedule(thread, IDLE);
    }

    /**
     * Gives a thread what others get: allowed to root, with CAP_SYS_NICE, or with a limit of nice
     * values that reaches its own.
     *
     * @param thread its number in the kernel
     * @return whether it is so now
     */
    public static boolean ordinary(int thread) {
        return schedule(thread, OTHER);
    }

    private static boolean schedule(int thread, int policy) {
        if (SET_SCHEDULER == null) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            var priority = arena.allocateFrom(ValueLayout.JAVA_INT, 0);
            return (int) SET_SCHEDULER.invokeExact(thread, policy, priority) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable MethodHandle find(String name, MemoryLayout... arguments) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null; // elsewhere a thread's rank is its process's
        }
        try {
            Linker linker = Linker.nativeLinker();
            var shape = FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments);
            return linker.defaultLookup()
                    .find(name)
                    .map(address -> linker.downcallHandle(address, shape))
                    .orElse(null);
        } catch (UnsupportedOperationException | IllegalCallerException e) {
            return null;
        }
    }
}
