package io.passerelle.cluster;

import io.passerelle.testing.ChildJvm;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.GatewayProcess;
import io.passerelle.testing.TestDatabase;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node: a Passerelle in a process and a network namespace of its own, on a wire to the field. */
final class NodeProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final int HTTP = 8080;
    private static final int PATIENCE_MILLIS = 1_000;

    private final int number;
    private final String name;
    private final Path data;
    private final TestDatabase.Address database;
    private Process process;

    /**
     * @param number 1 or 2: its wire's network and its name
     * @param data its folder, with the key all nodes seal with
     * @param database as it is reached from {@link #fieldSide}
     */
    NodeProcess(int number, Path data, TestDatabase.Address database) throws IOException {
        this.number = number;
        this.name = "node-" + number;
        this.data = data;
        this.database = database;
        this.process = launch();
    }

    String name() {
        return name;
    }

    /** Its own address. */
    String address() {
        return "10.251." + number + ".2";
    }

    /** The field's address on the wire to it. */
    static String fieldSide(int number) {
        return "10.251." + number + ".1";
    }

    /** A service of it, past the balancer. */
    InetSocketAddress at(int fieldPort) {
        return new InetSocketAddress(address(), fieldPort);
    }

    /** Where its API is. */
    String url() {
        return "http://" + address() + ":" + HTTP;
    }

    /** What its readiness says; 0 when nobody answers. */
    int ready() {
        try {
            var ask = (HttpURLConnection) URI.create(url() + "/ready").toURL().openConnection();
            ask.setConnectTimeout(PATIENCE_MILLIS);
            ask.setReadTimeout(PATIENCE_MILLIS);
            return ask.getResponseCode();
        } catch (IOException nobody) {
            return 0;
        }
    }

    void awaitReady() {
        Eventually.within(
                READY_WITHIN,
                () -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(said());
                    }
                    if (ready() != 200) {
                        throw new AssertionError(name + " is not ready");
                    }
                });
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The status it ended with. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " does not end");
        }
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Starts it again, in a new namespace. */
    void start() throws IOException {
        process = launch();
    }

    String said() throws IOException {
        return Files.readString(data.resolveSibling(name + ".log"));
    }

    /** The process waits for its wire, so that its addresses are there when it starts. */
    private Process launch() throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--net",
                                "sh",
                                "-c",
                                "read wire && exec \"$@\"",
                                "node"));
        command.addAll(ChildJvm.of(384, GatewayProcess.class));
        command.addAll(database.settings());
        command.addAll(
                List.of(
                        "--passerelle.data=" + data,
                        "--passerelle.store.connections=8",
                        "--passerelle.gateway.node=" + name,
                        "--passerelle.gateway.address=0.0.0.0",
                        "--passerelle.relay.drain=20s",
                        "--passerelle.relay.stop-pause=1s",
                        "--passerelle.relay.accept-rate=100000",
                        "--passerelle.relay.accept-burst=100000",
                        "--server.address=0.0.0.0",
                        "--server.port=" + HTTP,
                        "--logging.threshold.console=WARN"));
        Process started =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        data.resolveSibling(name + ".log").toFile()))
                        .start();
        awaitNamespace(started.pid());
        String in = "nsenter --net=/proc/" + started.pid() + "/ns/net ip ";
        Shell.run("ip link add wire" + number + " type veth peer name eth0 netns " + started.pid());
        Shell.run("ip addr add " + fieldSide(number) + "/30 dev wire" + number);
        Shell.run("ip link set wire" + number + " up");
        Shell.run(in + "link set lo up");
        Shell.run(in + "addr add " + address() + "/30 dev eth0");
        Shell.run(in + "link set eth0 up");
        Shell.run(in + "route add default via " + fieldSide(number));
        started.getOutputStream().write("wire\n".getBytes(StandardCharsets.UTF_8));
        started.getOutputStream().flush();
        return started;
    }

    /** unshare has done its work when the namespace is another than ours. */
    static void awaitNamespace(long pid) {
        Path ours = Path.of("/proc/self/ns/net");
        Path theirs = Path.of("/proc/" + pid + "/ns/net");
        Eventually.until(
                "a namespace of its own",
                () -> {
                    try {
                        return !Files.readSymbolicLink(ours).equals(Files.readSymbolicLink(theirs));
                    } catch (IOException notYet) {
                        return false;
                    }
                });
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
