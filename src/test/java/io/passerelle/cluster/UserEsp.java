package io.passerelle.cluster;

import io.passerelle.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An IPsec tunnel for kernels without ESP: strongSwan on both sides, with its ESP in user space
 * (kernel-libipsec), which sends it in UDP (RFC 3948). Whatever is routed to {@code ipsec0} goes
 * through it.
 */
final class UserEsp implements AutoCloseable {

    private static final Path DAEMON = Path.of("/usr/sbin/charon-systemd");
    private static final Path CONTROL = Path.of("/usr/sbin/swanctl");
    private static final Path PLUGIN =
            Path.of("/usr/lib/ipsec/plugins/libstrongswan-kernel-libipsec.so");
    private static final Path TUN = Path.of("/dev/net/tun");

    private static final String SETTINGS =
            """
            charon-systemd {
              load = random nonce aes sha1 sha2 hmac kdf gmp kernel-libipsec kernel-netlink socket-default vici
              filelog { log { path = %1$s/log } }
              plugins { vici { socket = unix://%1$s/vici } }
            }
            swanctl { load = random nonce aes sha1 sha2 hmac kdf gmp }
            """;

    private static final String CONNECTION =
            """
            connections {
              tunnel {
                version = 2
                mobike = no
                local_addrs = %1$s
                remote_addrs = %2$s
                proposals = aes128-sha256-modp2048
                local {
                  auth = psk
                  id = %1$s
                }
                remote {
                  auth = psk
                  id = %2$s
                }
                children {
                  tunnel {
                    local_ts = %3$s
                    remote_ts = %4$s
                    esp_proposals = aes128-sha256
                  }
                }
              }
            }
            secrets {
              ike-tunnel {
                secret = "of this story alone"
              }
            }
            """;

    private final List<Side> sides = new ArrayList<>();

    /** One end: an address on the wire, the network behind it, and how to be there. */
    record End(String address, String network, List<String> within) {}

    private record Side(Path folder, List<String> within, Process daemon) {

        void control(String... words) {
            List<String> command = new ArrayList<>(within);
            command.addAll(
                    List.of(
                            "env",
                            "STRONGSWAN_CONF=" + folder.resolve("strongswan.conf"),
                            CONTROL.toString()));
            command.addAll(List.of(words));
            command.addAll(List.of("--uri", "unix://" + folder.resolve("vici")));
            Shell.run(command, "");
        }
    }

    /** Whether this machine has what it takes. */
    static boolean isThere() {
        return Files.isExecutable(DAEMON)
                && Files.isExecutable(CONTROL)
                && Files.exists(PLUGIN)
                && Files.isWritable(TUN);
    }

    /** Starts both daemons and the tunnel between them, opened by the first. */
    UserEsp(End here, End there) {
        try {
            sides.add(start(here, there));
            sides.add(start(there, here));
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
        for (Side side : sides) {
            Eventually.until("an IKE daemon", () -> Files.exists(side.folder().resolve("vici")));
            side.control("--load-all", "--file", side.folder().resolve("swanctl.conf").toString());
        }
        begins();
    }

    /** The tunnel is there. */
    void begins() {
        sides.getFirst().control("--initiate", "--child", "tunnel", "--timeout", "20");
    }

    /** The tunnel is gone, on both sides. */
    void ends() {
        sides.getFirst().control("--terminate", "--ike", "tunnel", "--timeout", "20");
    }

    private static Side start(End own, End other) throws IOException {
        Path folder = Files.createTempDirectory("passerelle-ike");
        Path settings = folder.resolve("strongswan.conf");
        Files.writeString(settings, SETTINGS.formatted(folder));
        Files.writeString(
                folder.resolve("swanctl.conf"),
                CONNECTION.formatted(
                        own.address(), other.address(), own.network(), other.network()));
        List<String> command = new ArrayList<>(own.within());
        command.addAll(List.of("env", "STRONGSWAN_CONF=" + settings, DAEMON.toString()));
        Process daemon =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        return new Side(folder, own.within(), daemon);
    }

    @Override
    public void close() {
        for (Side side : sides) {
            side.daemon().destroy();
            for (String file :
                    List.of("vici", "log", "said", "swanctl.conf", "strongswan.conf", "")) {
                try {
                    Files.deleteIfExists(side.folder().resolve(file));
                } catch (IOException theSystemCleansItsTemporaryFolder) {
                    side.folder().toFile().deleteOnExit();
                }
            }
        }
    }
}
