package io.passerelle.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A web hook's target that takes, refuses, redirects or hangs, and remembers what came. */
public final class HookReceiver implements AutoCloseable {

    /** One message as it came. */
    public record Message(String id, String timestamp, String signature, String body) {}

    /** The signature a message should have, computed from the convention's text alone. */
    public static String signature(String secret, Message message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String signed = message.id() + "." + message.timestamp() + "." + message.body();
            byte[] digest = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Message> all = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile boolean hanging;
    private volatile @Nullable String refused;

    /** Takes what comes from now on. */
    public HookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        all.add(
                new Message(
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature"),
                        body));
        if (hanging) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        String word = refused;
        int code = word != null && body.contains(word) ? 500 : status;
        byte[] answer = ("answer " + code).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
        exchange.sendResponseHeaders(code, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?from=passerelle";
    }

    /** What it answers from now on. */
    public void answers(int code) {
        status = code;
    }

    /** It answers 500 to messages with a word, as one with a fault does. */
    public void refuses(String word) {
        refused = word;
    }

    /** It answers nothing any more. */
    public void hangs() {
        hanging = true;
    }

    /** Everything that came, repetitions too. */
    public List<Message> all() {
        return new ArrayList<>(all);
    }

    /** What came, each once: what a receiver that knows identifiers has. */
    public Map<String, Message> once() {
        Map<String, Message> messages = new LinkedHashMap<>();
        all.forEach(message -> messages.putIfAbsent(message.id(), message));
        return messages;
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
