package io.passerelle.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends signed messages as {@code docs/protocols/operator-rest.md} tells people to: by the real
 * {@code curl} and {@code openssl}.
 */
public final class SignedCurl {

    private static final Pattern OUTCOME = Pattern.compile("\"outcome\":\\s*\"([a-z_]+)\"");

    private final String url;
    private final String secret;

    /** To that address, with that secret. */
    public SignedCurl(String url, String secret) {
        this.url = url;
        this.secret = secret;
    }

    /** The same with another secret. */
    public SignedCurl with(String otherSecret) {
        return new SignedCurl(url, otherSecret);
    }

    /**
     * Sends a message.
     *
     * @param at its time, in seconds since 1970
     * @return the status and the outcome, such as {@code 200 counted}
     */
    public String tells(long at, String body) {
        Program.Result hmac =
                Program.run(
                        at + "." + body,
                        List.of("openssl", "dgst", "-sha256", "-hmac", secret, "-r"));
        String signature = "v1=" + hmac.output().split(" ")[0];
        return send(
                body,
                List.of(
                        "-H",
                        "Passerelle-Timestamp: " + at,
                        "-H",
                        "Passerelle-Signature: " + signature));
    }

    /** Sends one that nobody signed. */
    public String tellsUnsigned(String body) {
        return send(body, List.of());
    }

    private String send(String body, List<String> headers) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "curl",
                                "--silent",
                                "--max-time",
                                "20",
                                "--noproxy",
                                "*",
                                "-w",
                                " %{http_code}",
                                "-H",
                                "Content-Type: application/json"));
        command.addAll(headers);
        command.addAll(List.of("--data-binary", "@-", url));
        String output = Program.run(body, command).output();
        Matcher outcome = OUTCOME.matcher(output);
        String status = output.substring(output.lastIndexOf(' ') + 1);
        return outcome.find() ? status + " " + outcome.group(1) : status;
    }
}
