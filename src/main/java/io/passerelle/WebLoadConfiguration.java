package io.passerelle;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts {@link WebLoad} before everything else that looks at a request. */
@Configuration(proxyBeanMethods = false)
class WebLoadConfiguration {

    @Bean
    WebLoad webLoad(WebLimits limits, MeterRegistry registry) {
        return new WebLoad(limits, registry);
    }

    @Bean
    FilterRegistrationBean<WebLoad> webLoadFilter(WebLoad load) {
        var registration = new FilterRegistrationBean<>(load);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    ServletListenerRegistrationBean<WebLoad> webLoadSessions(WebLoad load) {
        return new ServletListenerRegistrationBean<>(load);
    }
}
