package io.passerelle.relay;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Source address → session → SIM card → group, from memory. */
@FunctionalInterface
public interface TerminalLookup {

    /** The terminal at an address; null when no open session has it. */
    @Nullable Terminal at(InetAddress source);

    /**
     * Asks further where {@link #at} finds nobody, because the session may have been opened on
     * another node.
     *
     * @return completes, from any thread, when it is worth looking again; null when there is nobody
     *     to ask
     */
    default @Nullable CompletionStage<Void> seek(InetAddress source) {
        return null;
    }
}
