package io.passerelle.network;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event loops, closed after everything that listens on them, and the node's drain. */
@Configuration(proxyBeanMethods = false)
class NetworkConfiguration {

    @Bean(destroyMethod = "close")
    EventLoops eventLoops(NetworkSettings settings) {
        return EventLoops.open(settings);
    }

    /** Readiness follows the drain: {@code /ready} answers 503 from the announcement on. */
    @Bean
    Drain drain(ApplicationContext context) {
        return new Drain(stage ->
                AvailabilityChangeEvent.publish(
                        context,
                        stage == Drain.Stage.SERVING
                                ? ReadinessState.ACCEPTING_TRAFFIC
                                : ReadinessState.REFUSING_TRAFFIC));
    }
}
