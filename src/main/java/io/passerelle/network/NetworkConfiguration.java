package io.passerelle.network;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event loops, closed after everything that listens on them. */
@Configuration(proxyBeanMethods = false)
class NetworkConfiguration {

    @Bean(destroyMethod = "close")
    EventLoops eventLoops(NetworkSettings settings) {
        return EventLoops.open(settings);
    }
}
