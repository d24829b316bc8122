package io.passerelle.events;

import io.passerelle.events.wire.HttpMessages;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.stereotype.Component;

/**
 * Sends one message to a target. The address that is dialled is the one that was looked at: a name
 * that is looked up twice may lead to two places. Redirects are answers like others. Everything
 * together, a target that trickles its answer too, has to fit in the time limit.
 */
@Component
class WebhookCall implements AutoCloseable {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int DETAIL_AT_MOST = 200;

    /** Names whose look-up hangs go on after their attempt is over. */
    private static final int NAMES_EACH = 2;

    private final WebhookTargets targets;
    private final WebhookSettings settings;
    private final NameLookUps names;
    private final ScheduledExecutorService alarm =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("webhook-alarm").factory());

    WebhookCall(WebhookTargets targets, WebhookSettings settings) {
        this.targets = targets;
        this.settings = settings;
        int places = settings.atOnce();
        this.names =
                new NameLookUps(
                        InetAddress::getAllByName, settings.timeout(), places, NAMES_EACH * places);
    }

    /** How an attempt went. */
    sealed interface Outcome {

        /** How long it took. */
        int millis();

        /** The target answered. */
        record Answered(int status, String start, int millis) implements Outcome {}

        /** The target did not answer. */
        record Unanswered(DeliveryProblem problem, String detail, int millis) implements Outcome {}
    }

    /** Sends a body, signed in the headers. */
    Outcome post(UUID organisationId, String url, Map<String, String> headers, byte[] body) {
        long start = System.nanoTime();
        URI uri = targets.parse(url).orElse(null);
        if (uri == null) {
            return new Outcome.Unanswered(DeliveryProblem.INTERNAL, "", 0);
        }
        NameLookUps.Answer answer = names.of(WebhookTargets.host(uri));
        if (!(answer instanceof NameLookUps.Answer.Found(List<InetAddress> found))) {
            return unanswered(DeliveryProblem.TIMEOUT, "", start);
        }
        if (found.isEmpty()) {
            return unanswered(DeliveryProblem.UNRESOLVED, "", start);
        }
        List<InetAddress> allowed = targets.allowed(organisationId, found);
        if (allowed.isEmpty()) {
            return unanswered(DeliveryProblem.INTERNAL, found.getFirst().getHostAddress(), start);
        }
        return send(uri, allowed.getFirst(), headers, body, start);
    }

    private Outcome send(
            URI uri, InetAddress address, Map<String, String> headers, byte[] body, long start) {
        var late = new AtomicBoolean();
        try (Socket socket = new Socket()) {
            ScheduledFuture<?> watch = closeWhenLate(socket, late, start);
            try {
                return exchange(uri, address, socket, headers, body, start);
            } finally {
                watch.cancel(false);
            }
        } catch (SocketTimeoutException e) {
            return unanswered(DeliveryProblem.TIMEOUT, "", start);
        } catch (SSLException e) {
            return unanswered(
                    late.get() ? DeliveryProblem.TIMEOUT : DeliveryProblem.TLS, reason(e), start);
        } catch (java.net.ConnectException | java.net.NoRouteToHostException e) {
            return unanswered(DeliveryProblem.UNREACHABLE, reason(e), start);
        } catch (IOException e) {
            return unanswered(
                    late.get() ? DeliveryProblem.TIMEOUT : DeliveryProblem.BROKEN,
                    reason(e),
                    start);
        }
    }

    private Outcome exchange(
            URI uri,
            InetAddress address,
            Socket socket,
            Map<String, String> headers,
            byte[] body,
            long start)
            throws IOException {
        boolean tls = uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
        int usual = tls ? HTTPS : HTTP;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        int patience = (int) Math.max(1, settings.timeout().toMillis() - millis(start));
        socket.connect(new InetSocketAddress(address, port), patience);
        socket.setSoTimeout(patience);
        socket.setTcpNoDelay(true);
        try (Socket spoken = tls ? secured(socket, uri, port) : socket) {
            String host = uri.getHost() + (port == usual ? "" : ":" + port);
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String path = Objects.requireNonNullElse(uri.getRawPath(), "");
            String place = (path.isEmpty() ? "/" : path) + query;
            spoken.getOutputStream().write(HttpMessages.post(host, place, headers, body));
            spoken.getOutputStream().flush();
            HttpMessages.Answer answer =
                    HttpMessages.read(new BufferedInputStream(spoken.getInputStream(), 1_024));
            return new Outcome.Answered(answer.status(), answer.start(), millis(start));
        }
    }

    /** The certificate must be the host's (RFC 2818), whatever address it was reached at. */
    private static Socket secured(Socket socket, URI uri, int port) throws IOException {
        SSLSocket secured =
                (SSLSocket)
                        ((SSLSocketFactory) SSLSocketFactory.getDefault())
                                .createSocket(socket, WebhookTargets.host(uri), port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private ScheduledFuture<?> closeWhenLate(Socket socket, AtomicBoolean late, long start) {
        Duration left = settings.timeout().minusMillis(millis(start));
        return alarm.schedule(
                () -> {
                    late.set(true);
                    try {
                        socket.close();
                    } catch (IOException e) {
                        // it is closed all the same
                    }
                },
                Math.max(1, left.toMillis()),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        alarm.shutdownNow();
    }

    private static Outcome unanswered(DeliveryProblem problem, String detail, long start) {
        return new Outcome.Unanswered(problem, detail, millis(start));
    }

    private static int millis(long start) {
        return (int) Math.min(Integer.MAX_VALUE, (System.nanoTime() - start) / 1_000_000);
    }

    private static String reason(IOException e) {
        String text =
                Objects.requireNonNullElse(e.getMessage(), "")
                        .replaceAll("\\p{Cntrl}+", " ")
                        .strip();
        return text.length() <= DETAIL_AT_MOST ? text : text.substring(0, DETAIL_AT_MOST);
    }
}
