package io.passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** More browsers and programs than the process can carry. */
class WebLoadTest {

    private static final int HEALTH_PORT = 8081;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WebLoad load = new WebLoad(new WebLimits(4, 3, 2, 50, HEALTH_PORT), meters);

    @Test
    void anAddressFloods_othersAndTheHealthPageAreAnswered() throws Exception {
        AtomicInteger deepest = new AtomicInteger();
        // requests within requests are as many at once as they are deep
        flood("192.0.2.1", 0, deepest);
        assertThat(deepest.get()).isEqualTo(2);
        assertThat(refused("address")).isEqualTo(1);
    }

    private void flood(String address, int depth, AtomicInteger deepest) throws Exception {
        FilterChain inside =
                (request, response) -> {
                    try {
                        deepest.accumulateAndGet(depth + 1, Math::max);
                        flood(address, depth + 1, deepest);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                };
        MockHttpServletResponse answer = ask("/api/v1/sims", address, inside);
        if (answer.getStatus() == 429) {
            assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
            assertThat(answer.getContentType()).startsWith("application/problem+json");
            assertThat(ask("/api/v1/sims", "192.0.2.2", (a, b) -> {}).getStatus()).isEqualTo(200);
            assertThat(ask("/health", address, (a, b) -> {}).getStatus()).isEqualTo(200);
        }
    }

    @Test
    void nobodySignsIn_theirSessionsAreFewAndShortAndOthersGoOn() throws Exception {
        var mine = new MockHttpSession();
        load.sessionCreated(new HttpSessionEvent(mine));
        assertThat(mine.getMaxInactiveInterval()).isEqualTo(600);
        load.sessionCreated(new HttpSessionEvent(new MockHttpSession()));
        MockHttpServletResponse page = ask("/", "192.0.2.1", (a, b) -> {});
        assertThat(page.getStatus()).isEqualTo(503);
        assertThat(page.getContentAsString()).contains("Réessayez", "Try again");
        assertThat(refused("sessions")).isEqualTo(1);

        var request = request("/", "192.0.2.1");
        request.setSession(mine);
        String signedIn = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
        load.doFilter(
                request,
                new MockHttpServletResponse(),
                (a, b) -> mine.setAttribute(signedIn, "somebody"));
        assertThat(mine.getMaxInactiveInterval()).isEqualTo(8 * 3600);
        assertThat(ask("/", "192.0.2.1", (a, b) -> {}).getStatus()).isEqualTo(200);
    }

    @Test
    void anAddressIsTooFast_itIsToldAndOthersAreNot() throws Exception {
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            refused += ask("/api/v1/sims", "192.0.2.1", (a, b) -> {}).getStatus() == 429 ? 1 : 0;
        }
        assertThat(refused).isBetween(1, 100); // a hundred may come at once
        assertThat(refused("rate")).isEqualTo(refused);
        assertThat(ask("/api/v1/sims", "192.0.2.2", (a, b) -> {}).getStatus()).isEqualTo(200);
        assertThat(ask("/health", "192.0.2.1", (a, b) -> {}).getStatus()).isEqualTo(200);
    }

    @Test
    void atTheHealthPort_nothingElseIsAnswered() throws Exception {
        var request = request("/api/v1/sims", "192.0.2.1");
        request.setLocalPort(HEALTH_PORT);
        var response = new MockHttpServletResponse();
        load.doFilter(
                request,
                response,
                (a, b) -> {
                    throw new AssertionError("let through");
                });
        assertThat(response.getStatus()).isEqualTo(404);
    }

    private MockHttpServletResponse ask(String path, String address, FilterChain chain)
            throws Exception {
        var response = new MockHttpServletResponse();
        load.doFilter(request(path, address), response, chain);
        return response;
    }

    private static MockHttpServletRequest request(String path, String address) {
        var request = new MockHttpServletRequest("GET", path);
        request.setRemoteAddr(address);
        return request;
    }

    private double refused(String reason) {
        return meters.get("passerelle.web.refused").tag("reason", reason).counter().count();
    }
}
