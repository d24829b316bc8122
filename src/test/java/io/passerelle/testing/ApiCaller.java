package io.passerelle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the REST API as a customer's program does: with a token, over HTTP. */
public final class ApiCaller {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String url;
    private final String token;

    /**
     * @param url where the API is, without a path
     */
    public ApiCaller(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** What came back. */
    public record Answer(int status, JsonNode body) {

        /** The body, when the status is as it should be. */
        public JsonNode expect(int wanted) {
            assertThat(status).as(body.toString()).isEqualTo(wanted);
            return body;
        }
    }

    /** The token it calls with. */
    public String token() {
        return token;
    }

    /** Reads. */
    public Answer get(String path) {
        return call("GET", path, "application/json", "");
    }

    /** Makes. */
    public Answer post(String path, String body) {
        return call("POST", path, "application/json", body);
    }

    /** Changes. */
    public Answer put(String path, String body) {
        return call("PUT", path, "application/json", body);
    }

    /** Removes. */
    public Answer delete(String path) {
        return call("DELETE", path, "application/json", "");
    }

    /** Sends a CSV file. */
    public Answer csv(String path, String file) {
        return call("POST", path, "text/csv", file);
    }

    private Answer call(String method, String path, String type, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .header("Accept", "application/json")
                        .header("Accept-Language", "en")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String text = response.body();
            return new Answer(
                    response.statusCode(),
                    text.isBlank() ? json.createObjectNode() : json.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
