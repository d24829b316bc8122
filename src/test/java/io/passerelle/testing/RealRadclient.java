package io.passerelle.testing;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FreeRADIUS's {@code radclient}: nothing of it is ours. Its packets come from 127.0.0.1. */
public final class RealRadclient {

    private static final Pattern ADDRESS = Pattern.compile("Framed-IP-Address = (\\S+)");
    private static final Pattern CLASS = Pattern.compile("Class = (0x[0-9a-f]+)");

    private final RunningPasserelle passerelle;
    private final String secret;

    /** A client with that shared secret. */
    public RealRadclient(RunningPasserelle passerelle, String secret) {
        this.passerelle = passerelle;
        this.secret = secret;
    }

    /**
     * What came back.
     *
     * @param received whether there was an answer at all
     * @param accepted whether it was an Access-Accept or an Accounting-Response
     */
    public record Answer(boolean received, boolean accepted, String text) {

        /** The Framed-IP-Address. */
        public Optional<String> address() {
            return find(ADDRESS);
        }

        /** The Class, as radclient writes bytes. */
        public Optional<String> sessionClass() {
            return find(CLASS);
        }

        private Optional<String> find(Pattern pattern) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
    }

    /** Sends an Access-Request with these attributes, one a line. */
    public Answer authenticates(String attributes) {
        return send("auth", passerelle.gateway(1812), attributes);
    }

    /** Sends an Accounting-Request with these attributes, one a line. */
    public Answer accounts(String attributes) {
        return send("acct", passerelle.gateway(1813), attributes);
    }

    /**
     * Signs a terminal on, as a network does: asks, then starts the session with what it was given.
     */
    public String signsOn(String who, String acctSessionId) {
        Answer accept = authenticates(who);
        if (!accept.accepted()) {
            throw new AssertionError("refused: " + accept.text());
        }
        String address = accept.address().orElseThrow();
        Answer started =
                accounts(
                        """
                        Acct-Status-Type = Start
                        Acct-Session-Id = "%s"
                        Framed-IP-Address = %s
                        Class = %s
                        %s\
                        """
                                .formatted(
                                        acctSessionId,
                                        address,
                                        accept.sessionClass().orElse("0x00"),
                                        who));
        if (!started.accepted()) {
            throw new AssertionError("not acknowledged: " + started.text());
        }
        return address;
    }

    private Answer send(String command, InetSocketAddress server, String attributes) {
        Program.Result result =
                Program.run(
                        attributes,
                        List.of(
                                "radclient",
                                "-x",
                                "-r",
                                "2",
                                "-t",
                                "3",
                                server.getHostString() + ":" + server.getPort(),
                                command,
                                secret));
        String output = result.output();
        return new Answer(
                output.contains("Received "),
                output.contains("Received Access-Accept")
                        || output.contains("Received Accounting-Response"),
                output);
    }
}
