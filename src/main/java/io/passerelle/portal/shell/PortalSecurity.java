package io.passerelle.portal.shell;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.passerelle.accounts.Viewers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * Who gets to the portal: everything asks for a sign-in but the sign-in page and what it is drawn
 * with.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class PortalSecurity {

    /**
     * Behind the chains of the API and of health and metrics, which name the paths they are for.
     */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 100)
    SecurityFilterChain portal(HttpSecurity http, Viewers viewers) throws Exception {
        http.authorizeHttpRequests(
                requests -> requests.requestMatchers("/portal.css", "/favicon.svg").permitAll());
        http.addFilterBefore(new EndedSessions(viewers), AnonymousAuthenticationFilter.class);
        return http.with(
                        VaadinSecurityConfigurer.vaadin(),
                        // unknown addresses too: the portal answers them, with its own page
                        vaadin ->
                                vaadin.loginView(SignInPage.class)
                                        .anyRequest(AuthorizedUrl::authenticated))
                .build();
    }
}
