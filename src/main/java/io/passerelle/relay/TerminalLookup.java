package io.passerelle.relay;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Source address → session → SIM card → group, from memory. */
@FunctionalInterface
public interface TerminalLookup {

    /** The terminal at an address; null when no open session has it. */
    @Nullable Terminal at(InetAddress source);
}
