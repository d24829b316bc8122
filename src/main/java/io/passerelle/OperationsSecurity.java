package io.passerelle;

import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewers;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;

/**
 * Who may look from outside: everybody may ask whether Passerelle lives, because load balancers do
 * and learn one word; the metrics are for programs of this machine, and for tokens with the right.
 */
@Configuration(proxyBeanMethods = false)
class OperationsSecurity {

    private static final String BEARER = "Bearer ";

    @Bean
    @Order(5)
    SecurityFilterChain operationsChain(HttpSecurity http, ApiTokens tokens, Viewers viewers)
            throws Exception {
        return http.securityMatcher("/health", "/health/**", "/ready", "/metrics", "/metrics/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(e ->
                        e.authenticationEntryPoint(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .authorizeHttpRequests(r ->
                        r.requestMatchers("/metrics", "/metrics/**")
                                .access((who, context) ->
                                        new AuthorizationDecision(
                                                isLocal(context.getRequest())
                                                        || hasToken(
                                                                context.getRequest(),
                                                                tokens,
                                                                viewers)))
                                .anyRequest()
                                .permitAll())
                .build();
    }

    // What a proxy on this machine passes on comes from this machine only in appearance.
    private static boolean isLocal(HttpServletRequest request) {
        if (request.getHeader("X-Forwarded-For") != null
                || request.getHeader("Forwarded") != null) {
            return false;
        }
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean hasToken(HttpServletRequest request, ApiTokens tokens, Viewers viewers) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER)) {
            return false;
        }
        String address = request.getRemoteAddr();
        return tokens.authenticate(header.substring(BEARER.length()).strip(), address)
                .flatMap(who -> viewers.of(who, address))
                .filter(viewer -> viewer.has(Right.VIEW_METRICS))
                .isPresent();
    }
}
