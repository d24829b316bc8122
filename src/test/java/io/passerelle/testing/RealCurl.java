package io.passerelle.testing;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The real {@code curl}, with the address of a terminal. */
public final class RealCurl {

    private final String address;

    /**
     * @param address where its connections come from
     */
    public RealCurl(String address) {
        this.address = address;
    }

    /**
     * How it ended: 0 is success, and otherwise curl's manual says what; with the body or the
     * error.
     */
    public record Answer(int status, String output) {}

    /** Fetches a page. */
    public Answer fetches(InetSocketAddress server, String path, String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "curl",
                                "--silent",
                                "--show-error",
                                "--max-time",
                                "20",
                                "--noproxy",
                                "*"));
        command.addAll(List.of("--interface", address));
        command.addAll(List.of(options));
        command.add("http://" + server.getHostString() + ":" + server.getPort() + path);
        Program.Result result = Program.run("", command);
        return new Answer(result.status(), result.output());
    }
}
