package io.passerelle.testing;

import org.springframework.boot.SpringApplication;

/** A Passerelle without its portal in a process of its own: for stories that kill it. */
public final class GatewayProcess {

    private GatewayProcess() {}

    /** Runs until it is stopped. */
    public static void main(String[] settings) {
        SpringApplication.run(WithoutPortal.class, settings);
    }
}
