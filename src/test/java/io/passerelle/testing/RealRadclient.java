package io.passerelle.testing;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FreeRADIUS's {@code radclient}: nothing of it is ours. Its packets come from 127.0.0.1. */
public final class RealRadclient {

    private static final Pattern ADDRESS = Pattern.compile("Framed-IP-Address = (\\S+)");
    private static final Pattern CLASS = Pattern.compile("Class = (0x[0-9a-f]+)");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final IntFunction<InetSocketAddress> gateway;
    private final String secret;

    /** A client with that shared secret. */
    public RealRadclient(RunningPasserelle passerelle, String secret) {
        this(passerelle::gateway, secret);
    }

    /**
     * A client with that shared secret.
     *
     * @param gateway the socket of a service, given its port in the field
     */
    public RealRadclient(IntFunction<InetSocketAddress> gateway, String secret) {
        this.gateway = gateway;
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
        return send("auth", gateway.apply(1812), attributes);
    }

    /** Sends an Accounting-Request with these attributes, one a line. */
    public Answer accounts(String attributes) {
        return send("acct", gateway.apply(1813), attributes);
    }

    /** A session as the network knows it. */
    public record Session(TestSim sim, String id, String address, String sessionClass) {

        /** What every accounting record of it says. */
        String attributes() {
            return sim.attributes()
                    + """
                    Acct-Session-Id = "%s"
                    Framed-IP-Address = %s
                    Class = %s
                    """
                            .formatted(id, address, sessionClass);
        }
    }

    /**
     * Signs a terminal on, as a network does: asks, then starts the session with what it was given.
     */
    public Session signsOn(TestSim sim) {
        return signsOn(sim, "", "");
    }

    /**
     * The same with more than every network says.
     *
     * @param more attributes of both requests, one a line
     * @param start attributes of the start alone
     */
    public Session signsOn(TestSim sim, String more, String start) {
        Answer accept =
                authenticates(
                        sim.attributes() + more + "User-Password = \"" + sim.password() + "\"\n");
        if (!accept.accepted()) {
            throw new AssertionError("refused: " + accept.text());
        }
        var session =
                new Session(
                        sim,
                        "S" + NUMBER.incrementAndGet(),
                        accept.address().orElseThrow(),
                        accept.sessionClass().orElseThrow());
        acknowledged("Acct-Status-Type = Start\n" + more + start + session.attributes());
        return session;
    }

    /** Reports the start of a session. */
    public Session starts(Session session) {
        acknowledged("Acct-Status-Type = Start\n" + session.attributes());
        return session;
    }

    /** Reports what went through it so far. */
    public void reports(Session session, long in, long out) {
        acknowledged(
                "Acct-Status-Type = Interim-Update\n" + octets(in, out) + session.attributes());
    }

    /** Reports its end. */
    public void stops(Session session, long in, long out) {
        acknowledged(
                "Acct-Status-Type = Stop\nAcct-Terminate-Cause = User-Request\n"
                        + octets(in, out)
                        + session.attributes());
    }

    /** Reports that the whole network access server starts anew. */
    public void restarts() {
        acknowledged(
                "Acct-Status-Type = Accounting-On\n"
                        + "Acct-Session-Id = \"0\"\n"
                        + "NAS-IP-Address = 127.0.0.1\n");
    }

    private static String octets(long in, long out) {
        return "Acct-Input-Octets = %d\nAcct-Output-Octets = %d\n".formatted(in, out);
    }

    private void acknowledged(String attributes) {
        Answer answer = accounts(attributes);
        if (!answer.accepted()) {
            throw new AssertionError("not acknowledged: " + answer.text());
        }
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
