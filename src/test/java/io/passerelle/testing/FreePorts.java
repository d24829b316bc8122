package io.passerelle.testing;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports nobody listens on. */
public final class FreePorts {

    private static final int[] SERVICES = {
        80, 443, 1812, 1813, 1883, 2083, 4001, 4002, 4003, 4004, 4005, 4006, 4007, 4008, 4009, 4010,
        8883
    };

    /** Above the services of every shift, below the range the kernel takes ports from. */
    private static final int FIRST_OWN = 31_400;

    private static final int OWN = 40;
    private static final int PROCESSES = 34;
    private static final AtomicInteger GIVEN = new AtomicInteger();

    private FreePorts() {}

    /**
     * A free TCP port of 127.0.0.1 that stays free until somebody of this process takes it: no
     * other process that runs tests is given it, and the kernel gives it to nobody by itself. So a
     * server that has gone from it is away, and one may come back on it.
     */
    public static int tcp() {
        for (int attempt = 0; attempt < OWN; attempt++) {
            int turn = Math.floorMod(GIVEN.getAndIncrement(), OWN);
            int port = FIRST_OWN + TestProcess.number() % PROCESSES * OWN + turn;
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // the next is as good
            }
        }
        throw new IllegalStateException("no free port");
    }

    /**
     * A port shift at which every service of the gateway finds its port free. Below the range the
     * kernel takes ports from by itself. Of processes that run tests at a time, up to four, each
     * has shifts of its own at which no service of one meets a service of another: what two find
     * free at once, both would take.
     */
    public static int shift() {
        int process = TestProcess.number() % 4;
        var random = new Random();
        for (int attempt = 0; attempt < 200; attempt++) {
            int hundreds = random.nextInt(60) * 2 + process % 2;
            int shift = 10_500 + hundreds * 100 + process / 2 * 50;
            if (allFree(shift)) {
                return shift;
            }
        }
        throw new IllegalStateException("no free range of ports");
    }

    private static boolean allFree(int shift) {
        for (int port : SERVICES) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port + shift);
            try (var tcp = new ServerSocket();
                    var udp = new DatagramSocket(address)) {
                tcp.bind(address);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
