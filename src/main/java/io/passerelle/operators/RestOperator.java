package io.passerelle.operators;

import io.passerelle.operators.wire.MessageSignature;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.SimRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operator with a web service ({@code docs/protocols/operator-rest.md}). The request's
 * identifier is the idempotency key: asking again, after a time-out or to look what has become of
 * it, does nothing twice.
 */
@Component
final class RestOperator implements OperatorAdapter {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);
    private static final Duration NEVER_ANSWERED = Duration.ofDays(7);
    private static final int ANSWER_AT_MOST = 65_536;
    private static final int REFERENCE_AT_MOST = 500;
    private static final HttpResponse.BodyHandler<byte[]> BOUNDED =
            HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofByteArray(), ANSWER_AT_MOST);

    private final MobileOperators operators;
    private final JsonMapper json;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    RestOperator(MobileOperators operators, JsonMapper json) {
        this.operators = operators;
        this.json = json;
    }

    @Override
    public AdapterKind kind() {
        return AdapterKind.REST;
    }

    @Override
    public Handed hand(SimRequest request, MobileOperator operator) {
        Instant sent = request.sentAt();
        if (request.state() == RequestState.SENT
                && sent != null
                && sent.plus(NEVER_ANSWERED).isBefore(Instant.now())) {
            return new Handed.Failed(Reason.of("NO_ANSWER_IN_DAYS", NEVER_ANSWERED.toDays()), true);
        }
        byte[] body = json.writeValueAsBytes(told(request));
        Instant now = Instant.now();
        HttpRequest call =
                HttpRequest.newBuilder(URI.create(operator.url()))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", request.id().toString())
                        .header("Passerelle-Timestamp", Long.toString(now.getEpochSecond()))
                        .header(
                                "Passerelle-Signature",
                                MessageSignature.of(operators.secret(operator), now, body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return answer(client.sendAsync(call, BOUNDED));
    }

    /** The request's own limit ends with the head of the answer: the body has to come, too. */
    private Handed answer(CompletableFuture<HttpResponse<byte[]>> sent) {
        try {
            HttpResponse<byte[]> answer = sent.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            return read(answer.statusCode(), answer.body());
        } catch (TimeoutException late) {
            sent.cancel(true);
            return new Handed.Failed(Reason.of("NO_ANSWER", ANSWER.toSeconds()), false);
        } catch (ExecutionException e) {
            return new Handed.Failed(
                    Reason.of("NOT_REACHED", Objects.requireNonNullElse(e.getCause(), e)), false);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return new Handed.Failed(Reason.of("STOPPED"), false);
        }
    }

    private static Map<String, Object> told(SimRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", request.id());
        body.put("action", request.action().name());
        body.put("iccid", request.iccid());
        body.put("operator", request.operator());
        body.put("comment", request.comment());
        body.put("askedAt", request.askedAt().toString());
        if (!request.newCard().iccid().isEmpty()) {
            body.put("newIccid", request.newCard().iccid());
        }
        if (!request.newCard().imsi().isEmpty()) {
            body.put("newImsi", request.newCard().imsi());
        }
        return body;
    }

    private Handed read(int status, byte[] body) {
        if (status == 400 || status == 422) {
            return refused(reason(body, Reason.of("HTTP", status)));
        }
        if (status < 200 || status > 299) {
            return new Handed.Failed(reason(body, Reason.of("HTTP", status)), false);
        }
        JsonNode answer = parse(body);
        return switch (text(answer, "state").toLowerCase(Locale.ROOT)) {
            case "confirmed" -> new Handed.Answered(true, Reason.NONE, NewCards.read(answer));
            case "refused" -> refused(reason(body, Reason.of("NONE_GIVEN")));
            case "accepted" -> new Handed.Taken(cut(text(answer, "reference")), LOOK_AGAIN);
            default -> new Handed.Failed(Reason.of("UNKNOWN_STATE"), false);
        };
    }

    private static Handed refused(Reason reason) {
        return new Handed.Answered(false, reason, NewCard.UNKNOWN);
    }

    private Reason reason(byte[] body, Reason otherwise) {
        String reason = text(parse(body), "reason");
        return reason.isBlank() ? otherwise : Reason.said(reason);
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static String cut(String text) {
        return text.length() <= REFERENCE_AT_MOST ? text : text.substring(0, REFERENCE_AT_MOST);
    }
}
