package io.passerelle.cluster;

import io.passerelle.testing.Eventually;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's network in a namespace of its own, reached over two wires: a leased line, and one
 * over which a tunnel goes. Its server tells everybody the address they come from.
 *
 * <p>The tunnel is IPsec: by the kernel where it has ESP, else by {@link UserEsp}. Where neither is
 * to be had policy routing by source address stands in for it, as on an MPLS line: the gateway's
 * part is the same, and nothing is encrypted.
 */
final class FarSide implements AutoCloseable {

    /** Where the server is. */
    static final String SERVER = "10.253.0.1";

    /** The server's port. */
    static final int PORT = 9000;

    /** This end of the leased line. */
    static final String LEASED = "10.251.1.1";

    /** The source address whose packets go through the tunnel. */
    static final String TUNNEL = "10.251.3.1";

    private static final String NETWORK = "10.253.0.0/24";
    private static final String NEAR = "10.251.2.1";
    private static final String FAR = "10.251.2.2";
    private static final String KEYS =
            " enc cbc(aes) 0x0102030405060708090a0b0c0d0e0f10 auth-trunc hmac(sha256)"
                    + " 0x0102030405060708090a0b0c0d0e0f100102030405060708090a0b0c0d0e0f10 128";

    /** Says who comes, and then everything that is said to it. */
    private static final String SCRIPT =
            """
            import socketserver
            class Told(socketserver.StreamRequestHandler):
                def handle(self):
                    self.wfile.write((self.client_address[0] + "\\n").encode())
                    for line in self.rfile:
                        self.wfile.write(line)
            class Server(socketserver.ThreadingTCPServer):
                allow_reuse_address = True
                daemon_threads = True
            Server(("%s", %d), Told).serve_forever()
            """;

    /**
     * Counts what passes on the tunnel's wire: ESP, bare or in UDP on port 4500 (RFC 3948), and
     * what is between the tunnel's two ends in the clear. Says both when it is asked.
     */
    private static final String WATCH =
            """
            import socket, sys, threading
            wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
            wire.bind(("wan0", 0))
            inside = {socket.inet_aton("%s"), socket.inet_aton("%s")}
            seen = {"esp": 0, "clear": 0}
            def watch():
                while True:
                    frame = wire.recv(65535)
                    if frame[12:14] != b"\\x08\\x00":
                        continue
                    data = frame[14 + (frame[14] & 15) * 4:]
                    if frame[26:30] in inside or frame[30:34] in inside:
                        seen["clear"] += 1
                    elif frame[23] == 50:
                        seen["esp"] += 1
                    elif frame[23] == 17 and data[2:4] == b"\\x11\\x94" and len(data) > 20 and data[8:12] != bytes(4):
                        seen["esp"] += 1
            threading.Thread(target=watch, daemon=True).start()
            for line in sys.stdin:
                print(seen["esp"], seen["clear"], flush=True)
            """;

    /** What protects the tunnel. */
    enum Protection {
        /** ESP of the kernel. */
        KERNEL("encrypted by the kernel"),
        /** ESP of a daemon. */
        DAEMON("encrypted in user space"),
        /** Nothing. */
        NONE("this kernel has no ESP, and there is no other");

        private final String words;

        Protection(String words) {
            this.words = words;
        }

        /** What the story says of it. */
        String words() {
            return words;
        }
    }

    private final Process process;
    private final Process watch;
    private final Protection protection;
    private @Nullable UserEsp daemons;

    FarSide() throws IOException {
        process =
                new ProcessBuilder(
                                "unshare",
                                "--net",
                                "sh",
                                "-c",
                                "read wires && exec python3 -c \"$1\"",
                                "far",
                                SCRIPT.formatted(SERVER, PORT))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .start();
        NodeProcess.awaitNamespace(process.pid());
        wire("lease", LEASED, "10.251.1.2");
        wire("wan", NEAR, FAR);
        Shell.run("ip addr add " + TUNNEL + "/32 dev wan");
        Shell.run("ip route add " + NETWORK + " via 10.251.1.2 dev lease");
        far("ip link set lo up");
        far("ip addr add " + SERVER + "/32 dev lo");
        watch =
                new ProcessBuilder(
                                "nsenter",
                                "--net=/proc/" + process.pid() + "/ns/net",
                                "python3",
                                "-c",
                                WATCH.formatted(SERVER, TUNNEL))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        protection = protect();
        tunnelAnswers();
        process.outputWriter().append("wires\n").flush();
    }

    /** What protects the tunnel. */
    Protection protection() {
        return protection;
    }

    /** How many packets of ESP passed on the tunnel's wire. */
    long espPackets() throws IOException {
        return seen(0);
    }

    /** How many packets between the tunnel's ends passed on its wire in the clear. */
    long clearPackets() throws IOException {
        return seen(1);
    }

    private long seen(int which) throws IOException {
        watch.outputWriter().append("now\n").flush();
        return Long.parseLong(watch.inputReader().readLine().split(" ")[which]);
    }

    private Protection protect() {
        if (hasEsp()) {
            encrypt();
            return Protection.KERNEL;
        }
        if (UserEsp.isThere() && encryptInUserSpace()) {
            return Protection.DAEMON;
        }
        Shell.run("ip route add " + NETWORK + " via " + FAR + " dev wan table 100");
        Shell.run("ip rule add from " + TUNNEL + " lookup 100");
        return Protection.NONE;
    }

    /**
     * What comes from the tunnel's address has this way and no other, nor has the far side another
     * one back.
     */
    private boolean encryptInUserSpace() {
        try {
            daemons =
                    new UserEsp(
                            new UserEsp.End(NEAR, TUNNEL + "/32", List.of()),
                            new UserEsp.End(FAR, NETWORK, within()));
        } catch (AssertionError refused) {
            System.out.println("no tunnel in user space: " + refused.getMessage());
            return false;
        }
        Shell.run("ip route add " + NETWORK + " dev ipsec0 table 100");
        Shell.run("ip rule add from " + TUNNEL + " lookup 100 pref 300");
        Shell.run("ip rule add from " + TUNNEL + " prohibit pref 301");
        return true;
    }

    /** The tunnel is taken down, where that can be done. */
    void tunnelEnds() {
        if (daemons != null) {
            daemons.ends();
        }
    }

    /** It is there again. */
    void tunnelBegins() {
        if (daemons != null) {
            daemons.begins();
        }
    }

    /** How many packets left by a wire. */
    static long sent(String device) throws IOException {
        return Files.readAllLines(Path.of("/proc/net/dev")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(device + ":"))
                .map(line -> line.substring(device.length() + 1).strip().split("\\s+")[9])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    /** What comes through the tunnel is not answered any more; nobody here is told. */
    void tunnelIsSilent() {
        far("ip rule add to " + TUNNEL + " blackhole pref 100");
    }

    /** It is answered. */
    void tunnelAnswers() {
        far("ip rule del pref 100 2>/dev/null || true");
        if (protection != Protection.DAEMON) {
            far("ip route replace " + TUNNEL + "/32 via " + NEAR + " dev wan0");
        }
    }

    private void wire(String name, String here, String there) {
        Shell.run(
                "ip link add "
                        + name
                        + " type veth peer name "
                        + name
                        + "0 netns "
                        + process.pid());
        Shell.run("ip addr add " + here + "/30 dev " + name);
        Shell.run("ip link set " + name + " up");
        far("ip addr add " + there + "/30 dev " + name + "0");
        far("ip link set " + name + "0 up");
    }

    /** Some kernels are built without. */
    private static boolean hasEsp() {
        String probe = "ip xfrm state add src 10.9.9.1 dst 10.9.9.2 proto esp spi 9 mode tunnel";
        try {
            Shell.run(words(probe + KEYS), "");
            Shell.run("ip xfrm state flush");
            return true;
        } catch (AssertionError none) {
            return false;
        }
    }

    private void encrypt() {
        String there = " src " + NEAR + " dst " + FAR + " proto esp";
        String back = " src " + FAR + " dst " + NEAR + " proto esp";
        for (boolean here : List.of(true, false)) {
            xfrm(here, "state add" + there + " spi 0x1001 reqid 1 mode tunnel" + KEYS);
            xfrm(here, "state add" + back + " spi 0x1002 reqid 1 mode tunnel" + KEYS);
            String outward = "policy add src " + TUNNEL + "/32 dst " + NETWORK + " dir ";
            String inward = "policy add src " + NETWORK + " dst " + TUNNEL + "/32 dir ";
            xfrm(here, outward + (here ? "out" : "in") + " tmpl" + there + " reqid 1 mode tunnel");
            xfrm(here, inward + (here ? "in" : "out") + " tmpl" + back + " reqid 1 mode tunnel");
        }
    }

    private void xfrm(boolean here, String command) {
        String in = here ? "" : "nsenter --net=/proc/" + process.pid() + "/ns/net ";
        Shell.run(words(in + "ip xfrm " + command), "");
    }

    /** No shell reads these: an algorithm's name has brackets. */
    private static List<String> words(String command) {
        return List.of(command.split(" "));
    }

    private void far(String command) {
        List<String> words = new ArrayList<>(within());
        words.addAll(List.of("sh", "-c", command));
        Shell.run(words, "");
    }

    private List<String> within() {
        return List.of("nsenter", "--net=/proc/" + process.pid() + "/ns/net");
    }

    void awaitServer() {
        Eventually.until(
                "a server on the far side",
                () -> {
                    try (var socket = new Socket()) {
                        socket.connect(new InetSocketAddress(SERVER, PORT), 500);
                        return true;
                    } catch (IOException notYet) {
                        return false;
                    }
                });
    }

    @Override
    public void close() {
        if (daemons != null) {
            daemons.close();
        }
        watch.destroyForcibly();
        process.destroyForcibly();
    }
}
