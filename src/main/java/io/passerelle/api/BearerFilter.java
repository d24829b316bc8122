package io.passerelle.api;

import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells from {@code Authorization: Bearer …} who sends a request (RFC 6750 section 2.1). Wrong
 * tokens are slowed down per address, and requests per account.
 *
 * <p>A token in the address is refused even when it is right: addresses end in logs and histories.
 */
final class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";

    private final ApiTokens tokens;
    private final Problems problems;
    private final TokenBuckets failures;
    private final TokenBuckets requests;

    BearerFilter(ApiTokens tokens, Problems problems, ApiSettings settings) {
        this.tokens = tokens;
        this.problems = problems;
        this.failures =
                new TokenBuckets(
                        settings.failuresPerMinute(),
                        settings.failuresPerMinute() / 60.0,
                        System::nanoTime);
        this.requests =
                new TokenBuckets(
                        2.0 * settings.requestsPerSecond(),
                        settings.requestsPerSecond(),
                        System::nanoTime);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ApiProblem refusal = authenticate(request);
        if (refusal != null) {
            problems.write(refusal, request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** What the request is refused with; null lets it pass, with or without a name. */
    private @Nullable ApiProblem authenticate(HttpServletRequest request) {
        if (hasTokenInAddress(request)) {
            return ApiProblem.of(HttpStatus.BAD_REQUEST, "token-in-address");
        }
        String header = request.getHeader("Authorization");
        if (header == null) {
            return null; // what needs a name refuses: Unauthenticated
        }
        String address = request.getRemoteAddr();
        if (!failures.has(address)) {
            return tooMany(failures.secondsUntilNext(address));
        }
        Optional<SignedIn> who =
                header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                        ? tokens.authenticate(header.substring(SCHEME.length()).strip(), address)
                        : Optional.empty();
        if (who.isEmpty()) {
            failures.take(address);
            return Unauthenticated.problem(true);
        }
        if (!requests.take(who.get().accountId())) {
            return tooMany(requests.secondsUntilNext(who.get().accountId()));
        }
        remember(who.get(), request);
        return null;
    }

    private static boolean hasTokenInAddress(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null
                && (query.contains(ApiTokens.PREFIX) || query.contains("access_token="));
    }

    private static ApiProblem tooMany(long seconds) {
        return ApiProblem.of(HttpStatus.TOO_MANY_REQUESTS, "rate", seconds)
                .withHeader("Retry-After", Long.toString(seconds));
    }

    private static void remember(SignedIn who, HttpServletRequest request) {
        var authentication =
                UsernamePasswordAuthenticationToken.authenticated(who, null, List.of());
        authentication.setDetails(new WebAuthenticationDetails(request.getRemoteAddr(), null));
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }
}
