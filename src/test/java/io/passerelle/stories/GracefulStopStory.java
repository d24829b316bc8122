package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.EndReason;
import io.passerelle.network.Drain;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestDatabase;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestServer;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A node that is told to stop: not ready, nothing new, what is open finishes, the rest is ended,
 * and every record is in the database when it is gone.
 */
class GracefulStopStory {

    private static final int PORT = 4006;

    @Test
    void stopped_openConnectionsFinishOrAreEndedAndEveryRecordIsKept() throws Exception {
        TestDatabase.Address database = TestDatabase.freshAddress();
        try (RunningPasserelle passerelle =
                        RunningPasserelle.start(
                                "--passerelle.relay.drain=60s",
                                "--passerelle.store.url=" + database.url(),
                                "--passerelle.store.user=" + database.user(),
                                "--passerelle.store.password=" + database.password());
                var server = TestServer.named("server")) {
            String address = terminalOf(passerelle, server);
            try (var finishing = TestTerminal.connects(address, passerelle.gateway(PORT));
                    var staying = TestTerminal.connects(address, passerelle.gateway(PORT))) {
                assertThat(finishing.hears()).isEqualTo("server");
                assertThat(staying.hears()).isEqualTo("server");
                assertThat(ready(passerelle)).isEqualTo(200);

                Thread stopping = Thread.startVirtualThread(passerelle::stop);

                Eventually.until("not ready", () -> ready(passerelle) == 503);
                Eventually.until("nothing new is taken", () -> isRefused(passerelle));
                finishing.says("still carried");
                assertThat(finishing.hears()).isEqualTo("still carried");
                finishing.close();
                passerelle.bean(Drain.class).hurry(); // as a second signal does

                assertThat(staying.hears()).isNull();
                stopping.join();
            }
            assertThat(reasons(database))
                    .containsExactlyInAnyOrder(
                            EndReason.CLIENT_CLOSED.key(), EndReason.GATEWAY_STOPPED.key());
        }
    }

    private static String terminalOf(RunningPasserelle passerelle, TestServer server) {
        TestOperator operator = TestOperator.of(passerelle);
        operator.knowsNas("127.0.0.1/32");
        operator.opensAccessPoint(TestSim.ACCESS_POINT, "127.82.0.0/16");
        TestCustomer customer = operator.welcomes("Fin").mayReach("127.0.0.0/8");
        TestSim sim = customer.importsSim("");
        String address =
                new RealRadclient(passerelle, TestOperator.RADIUS_SECRET).signsOn(sim).address();
        customer.makesRoute(customer.defaultGroup(), PORT, server.destination());
        Eventually.until(
                "the terminal is carried",
                () -> {
                    try (var probe = TestTerminal.connects(address, passerelle.gateway(PORT))) {
                        return "server".equals(probe.hears());
                    } catch (IOException e) {
                        return false;
                    }
                });
        return address;
    }

    private static int ready(RunningPasserelle passerelle) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(passerelle.url() + "/ready")).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static boolean isRefused(RunningPasserelle passerelle) {
        try (var socket = new Socket()) {
            socket.connect(passerelle.gateway(PORT));
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException other) {
            return false;
        }
    }

    /** How the connections ended, without the one that found out whether the route is in force. */
    private static List<String> reasons(TestDatabase.Address database) throws SQLException {
        List<String> reasons = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                ResultSet rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select end_reason from connection where connect_millis"
                                                + " is not null order by id desc limit 2")) {
            while (rows.next()) {
                reasons.add(rows.getString(1));
            }
        }
        return reasons;
    }
}
