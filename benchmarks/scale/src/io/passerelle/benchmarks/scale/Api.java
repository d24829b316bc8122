package io.passerelle.benchmarks.scale;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as one account uses it. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String address;
    private final String login;

    public Api(String address, String login) {
        this.address = address + "/api/v1";
        this.login = login;
    }

    /** Whether there is such an account. */
    boolean exists() throws IOException, InterruptedException {
        return send(request("/me").GET()).statusCode() == 200;
    }

    /** Reads what must be there. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return read(send(request(path).GET()), 200);
    }

    /** Reads what may be refused, as a list that takes too long is. */
    public int status(String path) throws IOException, InterruptedException {
        return send(request(path).GET()).statusCode();
    }

    /** The answer and the version it is of. */
    HttpResponse<String> whole(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    void put(String path, String version, String body) throws IOException, InterruptedException {
        read(
                send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .header("If-Match", version)
                                .PUT(HttpRequest.BodyPublishers.ofString(body))),
                200);
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return read(
                send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))),
                201);
    }

    /** Reads a list as CSV to its end; the bytes. */
    long export(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                HTTP.send(
                        request(path).header("Accept", "text/csv").GET().build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            return in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + Data.TOKEN + login);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> answer, int wanted) throws IOException {
        if (answer.statusCode() != wanted) {
            throw new IOException(
                    answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
