package io.passerelle.api;

import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.Viewers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Who may call {@code /api}: programs with a token. No session, no cookie, and therefore no forged
 * request to fear; no page of another origin is let in. The document and its page are for
 * everybody.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    /** Where the OpenAPI document and its page are. */
    static final String[] PUBLIC = {
        "/api/openapi.json",
        "/api/openapi.json/**",
        "/api/docs",
        "/api/docs/**",
        "/api/swagger-ui/**"
    };

    private static final String PAGE_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    @Bean
    @Order(10)
    SecurityFilterChain apiChain(
            HttpSecurity http,
            ApiTokens tokens,
            Viewers viewers,
            Problems problems,
            ApiSettings settings,
            IdempotentAnswers answers,
            PlatformTransactionManager transactions,
            Settled settled)
            throws Exception {
        return http.securityMatcher("/api", "/api/**")
                .csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(h -> h.contentSecurityPolicy(p -> p.policyDirectives(PAGE_POLICY)))
                .exceptionHandling(e -> e.authenticationEntryPoint(new Unauthenticated(problems)))
                .addFilterBefore(
                        new BearerFilter(tokens, problems, settings),
                        AnonymousAuthenticationFilter.class)
                .addFilterAfter(new BodyLimit(problems, settings), AuthorizationFilter.class)
                .addFilterAfter(
                        new IdempotencyFilter(answers, viewers, problems, transactions, settled),
                        BodyLimit.class)
                .authorizeHttpRequests(r ->
                        r.requestMatchers(HttpMethod.GET, PUBLIC)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .build();
    }
}
