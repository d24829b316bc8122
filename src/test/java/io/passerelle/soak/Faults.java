package io.passerelle.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Causes a fault and takes it away again. */
final class Faults implements AutoCloseable {

    private static final String NAME = "pay.soak.example";
    private static final String WITHOUT = "127.0.0.1 localhost\n";
    private static final String WITH = WITHOUT + "127.0.0.1 " + NAME + "\n";
    private static final int LONG_MILLIS = 31_000;
    private static final int LONGEST_MILLIS = 40_000;
    private static final int FULL_MILLIS = 10_000;
    private static final int PIECE = 1 << 20;

    private final Fault fault;
    private final EchoServer server;
    private final Path hosts;
    private final List<Socket> stuffing = new ArrayList<>();
    private @Nullable ServerSocket hole;
    private @Nullable Kills kills;

    /**
     * @param hosts a file that says which addresses names have: the only one Passerelle asks
     */
    Faults(Fault fault, EchoServer server, Path hosts) throws IOException {
        this.fault = fault;
        this.server = server;
        this.hosts = hosts;
        Files.writeString(hosts, WITH);
        if (fault == Fault.BLACKHOLE) {
            hole = dig(stuffing);
        }
    }

    /** Where the route leads, in the order of priorities. */
    List<String> destinations() {
        List<String> all = new ArrayList<>();
        if (hole != null) {
            all.add("127.0.0.1:" + hole.getLocalPort());
        }
        all.add(NAME + ":" + server.port());
        return all;
    }

    /** Causes it, and returns when it is over; how many times it was. */
    int cause(Gateway gateway, Load load) throws IOException, InterruptedException {
        if (kills == null) {
            kills = new Kills(gateway);
        }
        int before = kills.count();
        switch (fault) {
            case NONE, BLACKHOLE, DISORDER -> {}
            case KILLED -> kills.any();
            case DB_KILLED -> keepKilling(kills);
            case DB_HUNG -> hang(gateway);
            case DISK_FULL -> fill(gateway.data());
            case DESTINATION_FLAP -> flap();
            case DNS_LOST -> loseNames();
            case NAS_REBOOT -> load.restartNetwork();
        }
        return fault == Fault.KILLED ? kills.count() - before : fault == Fault.NONE ? 0 : 1;
    }

    /** As often as it comes back, until it was away for longer than anybody waits in memory. */
    private static void keepKilling(Kills kills) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(aLongTime());
        while (System.nanoTime() < end) {
            kills.database();
        }
    }

    private void loseNames() throws IOException, InterruptedException {
        Files.writeString(hosts, WITHOUT);
        TimeUnit.MILLISECONDS.sleep(aLongTime());
        Files.writeString(hosts, WITH);
    }

    private static int aLongTime() {
        return ThreadLocalRandom.current().nextInt(LONG_MILLIS, LONGEST_MILLIS);
    }

    private void flap() throws IOException, InterruptedException {
        server.goAway();
        TimeUnit.SECONDS.sleep(1);
        server.comeBack();
    }

    private static void hang(Gateway gateway) throws IOException, InterruptedException {
        ProcessHandle first = gateway.postgres().orElseThrow(() -> new IOException("no database"));
        List<ProcessHandle> all = new ArrayList<>(first.descendants().toList());
        all.add(first);
        signal("STOP", all);
        TimeUnit.MILLISECONDS.sleep(aLongTime());
        signal("CONT", all);
    }

    private static void signal(String name, List<ProcessHandle> to)
            throws IOException, InterruptedException {
        for (ProcessHandle process : to) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /** Only on a small disk of its own, which {@code benchmarks/soak/run} makes. */
    private static void fill(Path data) throws IOException, InterruptedException {
        if (Files.getFileStore(data).getTotalSpace() > 8L << 30) {
            throw new IOException(data + " is on a disk that others need");
        }
        Path filler = data.resolveSibling("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] piece = new byte[PIECE];
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            TimeUnit.MILLISECONDS.sleep(FULL_MILLIS);
        } finally {
            Files.deleteIfExists(filler);
        }
    }

    /** A port that takes no connection and refuses none: its queue is full, and nobody accepts. */
    private static ServerSocket dig(List<Socket> stuffing) throws IOException {
        var hole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        for (int i = 0; i < 4; i++) {
            var socket = new Socket();
            stuffing.add(socket);
            try {
                socket.connect(
                        new InetSocketAddress(hole.getInetAddress(), hole.getLocalPort()), 300);
            } catch (IOException full) {
                return hole;
            }
        }
        throw new IOException("the black hole answers");
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : stuffing) {
            socket.close();
        }
        if (hole != null) {
            hole.close();
        }
    }

    @Override
    public String toString() {
        return kills == null || kills.count() == 0 ? "no process was killed" : kills.toString();
    }
}
