package io.passerelle;

import io.passerelle.network.Drain;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * What the process does when it is told something by a signal. TERM and INT stop it in order; a
 * second one means that there is no time: open connections are ended, and their records still
 * written. HUP has the settings read again.
 */
final class Signals {

    /** What a shell says of a program that a signal ended: 128 and the signal's number. */
    private static final int BY_SIGNAL = 128;

    private final Drain drain;
    private final SettingsReload settings;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Signals(Drain drain, SettingsReload settings) {
        this.drain = drain;
        this.settings = settings;
    }

    /** Has signals handled from now on; until then the JVM does what it does. */
    static void handle(Drain drain, SettingsReload settings) {
        var signals = new Signals(drain, settings);
        Signal.handle(new Signal("HUP"), hangUp -> signals.settings.reload());
        Signal.handle(new Signal("TERM"), signals::stop);
        Signal.handle(new Signal("INT"), signals::stop);
    }

    private void stop(Signal signal) {
        if (stopping.compareAndSet(false, true)) {
            System.exit(BY_SIGNAL + signal.getNumber());
        } else {
            drain.hurry();
        }
    }
}
