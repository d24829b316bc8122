package io.passerelle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.api.TokenBuckets;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what browsers and programs take of this process, before anything is done for them. Whether
 * Passerelle lives, and its metrics, are always told: that is what is asked when it is busy.
 *
 * <p>A session costs memory for as long as it lasts. One that nobody has signed in to lasts for
 * minutes, and there are few of them: a program that asks for the sign-in page again and again must
 * not take the place of people.
 */
final class WebLoad extends OncePerRequestFilter implements HttpSessionListener {

    private static final int RETRY_SECONDS = 5;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration SIGNED_IN = Duration.ofHours(8);
    private static final Duration NOT_SIGNED_IN = Duration.ofMinutes(10);
    private static final String COUNTED = "passerelle.signed-in";

    private final WebLimits limits;
    private final AtomicInteger running = new AtomicInteger();
    private final Map<String, Integer> runningOf = new ConcurrentHashMap<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger signedIn = new AtomicInteger();
    private final TokenBuckets rates;
    private final Counter busy;
    private final Counter tooFast;
    private final Counter tooMany;
    private final Counter full;

    WebLoad(WebLimits limits, MeterRegistry registry) {
        this.limits = limits;
        rates =
                new TokenBuckets(
                        2.0 * limits.requestsPerSecond(),
                        limits.requestsPerSecond(),
                        System::nanoTime);
        tooFast = refused(registry, "rate");
        busy = refused(registry, "busy");
        tooMany = refused(registry, "address");
        full = refused(registry, "sessions");
        Gauge.builder("passerelle.web.requests.running", running, AtomicInteger::get)
                .description("Requests being answered")
                .register(registry);
        Gauge.builder("passerelle.web.sessions", sessions, AtomicInteger::get)
                .description("Browsers' sessions, signed in or not")
                .register(registry);
    }

    private static Counter refused(MeterRegistry registry, String reason) {
        return Counter.builder("passerelle.web.refused")
                .description("Requests of browsers and programs refused by a limit of the whole")
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/ready") || path.startsWith("/health") || path.startsWith("/metrics");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (limits.healthPort() > 0 && request.getLocalPort() == limits.healthPort()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND); // that door leads nowhere else
            return;
        }
        String address = request.getRemoteAddr();
        if (!rates.take(address)) {
            refuse(request, response, tooFast, TOO_MANY_REQUESTS);
            return;
        }
        int left = limits.requestsAtOnce() - running.getAndIncrement();
        int mine = runningOf.merge(address, 1, Integer::sum);
        try {
            if (left <= 0) {
                refuse(request, response, busy, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            } else if (mine > left) {
                refuse(request, response, tooMany, TOO_MANY_REQUESTS);
            } else if (wouldNeedASession(request) && !hasRoom()) {
                refuse(request, response, full, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            } else {
                chain.doFilter(request, response);
                lengthen(request.getSession(false));
            }
        } finally {
            runningOf.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1);
            running.decrementAndGet();
        }
    }

    private static boolean wouldNeedASession(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api") && request.getSession(false) == null;
    }

    private boolean hasRoom() {
        int all = sessions.get();
        return all < limits.sessions() && all - signedIn.get() < limits.anonymousSessions();
    }

    /** Somebody has signed in to this session meanwhile. */
    private void lengthen(@Nullable HttpSession session) {
        try {
            if (session != null
                    && session.getAttribute(
                                    HttpSessionSecurityContextRepository
                                            .SPRING_SECURITY_CONTEXT_KEY)
                            != null
                    && session.getAttribute(COUNTED) instanceof AtomicBoolean counted
                    && counted.compareAndSet(false, true)) {
                session.setMaxInactiveInterval((int) SIGNED_IN.toSeconds());
                signedIn.incrementAndGet();
            }
        } catch (IllegalStateException ended) {
            // signed out meanwhile
        }
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        sessions.incrementAndGet();
        event.getSession().setMaxInactiveInterval((int) NOT_SIGNED_IN.toSeconds());
        // a browser sends several requests at once as soon as somebody has signed in
        event.getSession().setAttribute(COUNTED, new AtomicBoolean());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        sessions.decrementAndGet();
        if (event.getSession().getAttribute(COUNTED) instanceof AtomicBoolean counted
                && counted.get()) {
            signedIn.decrementAndGet();
        }
    }

    /** Plain answers, without anything that could be short itself. */
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, Counter counter, int status)
            throws IOException {
        counter.increment();
        boolean program = request.getRequestURI().startsWith("/api");
        String body = program ? problem(status) : page();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(program ? "application/problem+json" : "text/html;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String problem(int status) {
        return "{\"type\":\"urn:passerelle:problem:busy\",\"title\":\"Passerelle is busy\",\"status\":"
                + status
                + ",\"detail\":\"Try again in "
                + RETRY_SECONDS
                + " seconds.\"}";
    }

    private static String page() {
        return "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><title>Passerelle</title><h1>Trop de monde en ce"
                + " moment</h1><p>Le portail reçoit plus de demandes qu’il ne peut. Réessayez dans"
                + " quelques secondes.</p><p lang=\"en\">The portal is too busy just now. Try again"
                + " in a few seconds.</p></html>";
    }
}
