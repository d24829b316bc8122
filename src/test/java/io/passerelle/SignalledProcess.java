package io.passerelle;

import io.passerelle.network.Drain;
import io.passerelle.testing.WithoutPortal;
import org.springframework.boot.SpringApplication;

/** A Passerelle without its portal in a process of its own that does as signals say. */
public final class SignalledProcess {

    private SignalledProcess() {}

    /** Runs until it is told to stop. */
    public static void main(String[] settings) {
        var context = SpringApplication.run(WithoutPortal.class, settings);
        Signals.handle(context.getBean(Drain.class), context.getBean(SettingsReload.class));
    }
}
