package io.passerelle.operators.api;

import io.passerelle.operators.OperatorAnswers;
import io.passerelle.operators.OperatorAnswers.Outcome;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where mobile operators send their answers ({@code docs/protocols/operator-rest.md}). */
@Hidden
@RestController
class OperatorHooks {

    private static final int BODY_AT_MOST = 16_384;

    private final OperatorAnswers answers;

    OperatorHooks(OperatorAnswers answers) {
        this.answers = answers;
    }

    @PostMapping("/hooks/operators/{id}")
    ResponseEntity<Map<String, String>> take(
            @PathVariable UUID id,
            @RequestHeader(name = "Passerelle-Timestamp", required = false)
                    @Nullable String timestamp,
            @RequestHeader(name = "Passerelle-Signature", required = false)
                    @Nullable String signature,
            InputStream in)
            throws IOException {
        byte[] body = in.readNBytes(BODY_AT_MOST + 1);
        if (body.length > BODY_AT_MOST) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        Outcome outcome = answers.take(id, timestamp, signature, body, Instant.now());
        return ResponseEntity.status(status(outcome))
                .body(Map.of("outcome", outcome.name().toLowerCase(Locale.ROOT)));
    }

    private static HttpStatus status(Outcome outcome) {
        return switch (outcome) {
            case COUNTED, TOO_LATE -> HttpStatus.OK;
            case UNAUTHORISED, STALE -> HttpStatus.UNAUTHORIZED;
            case REPLAYED -> HttpStatus.CONFLICT;
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case UNUSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
        };
    }

    /** Messages prove themselves by their signature: no sign-in, no session, no form's token. */
    @Configuration(proxyBeanMethods = false)
    static class Security {

        @Bean
        @Order(6)
        SecurityFilterChain operatorHooksChain(HttpSecurity http) throws Exception {
            return http.securityMatcher("/hooks/operators/**")
                    .csrf(AbstractHttpConfigurer::disable)
                    .requestCache(AbstractHttpConfigurer::disable)
                    .sessionManagement(
                            s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .authorizeHttpRequests(r -> r.anyRequest().permitAll())
                    .build();
        }
    }
}
