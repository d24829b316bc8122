package io.passerelle.simulator.listen;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of the demo's people at the REST API, as a program of theirs would be. */
final class Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String api;
    private final String token;

    /**
     * @param portal the portal's address, without a path
     */
    Caller(HttpClient http, String portal, String token) {
        this.http = http;
        this.api = portal + "/api/v1";
        this.token = token;
    }

    /** Whether the token is known by now. */
    boolean isKnown() throws IOException, InterruptedException {
        return send("GET", "/me", "application/json", "").statusCode() == 200;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, "application/json", "");
    }

    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return call("POST", path, "application/json", JSON.writeValueAsString(body));
    }

    JsonNode patch(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return call("PATCH", path, "application/json", JSON.writeValueAsString(body));
    }

    JsonNode csv(String path, String file) throws IOException, InterruptedException {
        return call("POST", path, "text/csv", file);
    }

    /** Makes something and tells its identifier. */
    String makes(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return post(path, body).path("id").asString("");
    }

    private JsonNode call(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, type, body);
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        try {
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new IOException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(api + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .header("Accept", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
