package io.passerelle.nodes;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the module takes from the process it runs in. */
@Configuration(proxyBeanMethods = false)
class NodesConfiguration {

    /** The shutdown hook stops everything, as it does at a SIGTERM. */
    @Bean
    NodeEnd nodeEnd() {
        return () -> System.exit(0);
    }
}
