package io.passerelle.simulator;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.SettingsReader;

/**
 * The demo: its data and its living network.
 *
 * @param demo whether there is a demo at all
 * @param sims SIM cards to load, 100 to 1,000,000
 * @param terminals how many of them live, 0 to 5,000
 * @param serverPort the first of the ports the simulated servers listen on, 1024 to 65,500
 * @param connectionsPerSecond the most the terminals open together, 1 to 10,000
 */
public record SimulatorSettings(
        boolean demo, int sims, int terminals, int serverPort, int connectionsPerSecond) {

    private static final Cidr LOOPBACK = Cidr.of("127.0.0.0/8");

    /** Reads {@code passerelle.simulator.*}. */
    public static SimulatorSettings read(SettingsReader settings) {
        boolean demo = settings.bool("passerelle.simulator.demo", false);
        if (demo) {
            refuseOutside(settings, "passerelle.gateway.address");
            refuseOutside(settings, "server.address");
        }
        return new SimulatorSettings(
                demo,
                settings.integer("passerelle.simulator.sims", 2_000, 100, 1_000_000),
                settings.integer("passerelle.simulator.terminals", 300, 0, 5_000),
                settings.integer("passerelle.simulator.server-port", 17_000, 1_024, 65_500),
                settings.integer("passerelle.simulator.connections-per-second", 40, 1, 10_000));
    }

    // The demo's passwords are the same everywhere and printed in the manual.
    private static void refuseOutside(SettingsReader settings, String key) {
        boolean inside =
                Addresses.parse(settings.text(key, "127.0.0.1"))
                        .map(LOOPBACK::contains)
                        .orElse(true); // no address at all is a problem said elsewhere
        if (!inside) {
            settings.refuse(
                    key, "must be a loopback address while passerelle.simulator.demo is on");
        }
    }
}
