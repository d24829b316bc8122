package io.passerelle.sessions.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.network.GatewaySettings;
import io.passerelle.sessions.DisconnectLink;
import io.passerelle.sessions.DisconnectLink.Answer;
import io.passerelle.sessions.DisconnectLink.Order;
import io.passerelle.sessions.OrderState;
import io.passerelle.sessions.SessionFacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M2M-8: FreeRADIUS as the network access server that is told to end sessions (RFC 5176). */
class UdpDisconnectLinkTest {

    private static final String SECRET = "shared with a GGSN";
    private static final String SERVER = "127.0.26.9";
    private static final Path PROGRAM = Path.of("/usr/sbin/freeradius");
    private static final String SETTINGS =
            """
            prefix = /usr
            libdir = /usr/lib/freeradius
            logdir = FOLDER
            run_dir = FOLDER
            name = nas
            security {
              allow_core_dumps = no
            }
            listen {
              type = coa
              ipaddr = SERVER
              port = 3799
              virtual_server = nas
            }
            client gateway {
              ipaddr = 127.0.0.0/8
              secret = "SECRET"
            }
            modules {
              always ok {
                rcode = ok
              }
              always reject {
                rcode = reject
              }
            }
            server nas {
              recv-coa {
                if (!&Message-Authenticator) {
                  update reply {
                    Error-Cause := 402
                  }
                  reject
                }
                elsif (&Packet-Type == CoA-Request && &Filter-Id == "Paris") {
                  ok
                }
                elsif (&Packet-Type == CoA-Request) {
                  update reply {
                    Error-Cause := 501
                  }
                  reject
                }
                elsif (&Acct-Session-Id == "known" && &Framed-IP-Address == 10.1.2.3) {
                  ok
                }
                else {
                  update reply {
                    Error-Cause := 503
                  }
                  reject
                }
              }
              send-coa {
                ok
              }
            }
            """;

    @TempDir private Path folder;

    private final UdpDisconnectLink link =
            new UdpDisconnectLink(new GatewaySettings(Addresses.of("127.0.0.1"), 0, "test"));
    private Process server;

    @BeforeEach
    void startFreeRadius() throws IOException {
        assumeThat(PROGRAM).isExecutable();
        Files.writeString(
                folder.resolve("radiusd.conf"),
                SETTINGS.replace("FOLDER", folder.toString())
                        .replace("SERVER", SERVER)
                        .replace("SECRET", SECRET));
        server =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "-d",
                                folder.toString(),
                                "-D",
                                "/usr/share/freeradius",
                                "-f",
                                "-l",
                                "stdout")
                        .redirectErrorStream(true)
                        .start();
        BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.contains("Ready to process requests")) {
            line = said.readLine();
        }
        assertThat(line).isNotNull();
    }

    @AfterEach
    void stopFreeRadius() {
        if (server != null) {
            server.destroyForcibly();
        }
    }

    @Test
    void knownSession_isEnded() throws InterruptedException {
        assertThat(tell("known", true, new Order.Disconnect()))
                .isEqualTo(new Answer(OrderState.ACK, null));
    }

    @Test
    void unknownSession_isRefusedWithItsCause() throws InterruptedException {
        assertThat(tell("other", true, new Order.Disconnect()))
                .isEqualTo(new Answer(OrderState.NAK, 503));
    }

    @Test
    void groupThatTheServerKnows_isTaken_andAnotherRefusedWithItsCause()
            throws InterruptedException {
        assertThat(tell("known", true, new Order.ChangeGroup("Paris")))
                .isEqualTo(new Answer(OrderState.ACK, null));
        assertThat(tell("known", true, new Order.ChangeGroup("Lyon")))
                .isEqualTo(new Answer(OrderState.NAK, 501));
    }

    @Test
    void orderWithoutSignature_isSentSo_whereTheServerIsSetLikeThat() throws InterruptedException {
        assertThat(tell("known", false, new Order.Disconnect()))
                .isEqualTo(new Answer(OrderState.NAK, 402));
    }

    private Answer tell(String session, boolean signed, Order order) throws InterruptedException {
        InetAddress address = Addresses.of(SERVER);
        return link.tell(
                new DisconnectLink.Server(address, SECRET.getBytes(StandardCharsets.UTF_8), signed),
                new SessionFacts(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        address,
                        session,
                        "m2m",
                        Addresses.of("10.1.2.3"),
                        "33700000001",
                        "208010000000001",
                        "",
                        "",
                        "",
                        Instant.now(),
                        0),
                order);
    }
}
