package io.passerelle.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terminals that report and terminals that connect, until they are told to stop. */
public final class Load {

    /** Of the gateway, in the field. */
    private static final int ROUTE_PORT = 4009;

    private static final int CONNECTIONS_OF_ONE_CARD = 2;
    private static final int STOP_MILLIS = 120_000;

    private final Gateway gateway;
    private final Ledger ledger;
    private final Card.Group group;
    private final Network network;
    private final List<Seat> seats = new ArrayList<>();
    private final List<Runnable> stops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile @Nullable Throwable failure;

    /**
     * @param cards how many SIM cards the gateway has
     */
    public Load(Gateway gateway, Ledger ledger, int cards) {
        this(gateway, ledger, cards, false);
    }

    /**
     * @param disordered whether reports come twice, late and in another order
     */
    Load(Gateway gateway, Ledger ledger, int cards, boolean disordered) {
        this.network = new Network(ledger, disordered);
        this.gateway = gateway;
        this.ledger = ledger;
        this.group = Card.group(cards);
    }

    /**
     * Starts so many terminals of each kind.
     *
     * @param destinations of the route those connect through, such as {@code 127.0.0.1:8000}
     */
    public void start(String secret, int accounted, int connected, List<String> destinations)
            throws IOException, InterruptedException {
        if (group.cards().size() < accounted + connected) {
            throw new IOException("only " + group.cards().size() + " cards");
        }
        makeRoute(destinations);
        for (int i = 0; i < accounted + connected; i++) {
            var sender = new RadiusSender(gateway, secret);
            boolean wraps = network.isDisordered() && i % 2 == 0;
            var terminal = new AccountedTerminal(group.cards().get(i), sender, network, wraps);
            if (i < accounted) {
                stops.add(terminal::stop);
                run("accounting-" + i, terminal::live, sender);
            } else {
                connect(new Seat(terminal, sender));
            }
        }
    }

    /** A terminal that connects, and the address its session has now. */
    private static final class Seat {

        private final AccountedTerminal terminal;
        private final RadiusSender sender;
        private volatile Card.Grant grant;

        Seat(AccountedTerminal terminal, RadiusSender sender) throws IOException {
            this.terminal = terminal;
            this.sender = sender;
            this.grant = terminal.signsOn();
        }

        void signsOnAgain() throws IOException {
            grant = terminal.signsOn();
        }
    }

    private void connect(Seat seat) {
        seats.add(seat);
        var at = new InetSocketAddress("127.0.0.1", gateway.at(ROUTE_PORT));
        for (int i = 0; i < CONNECTIONS_OF_ONE_CARD; i++) {
            var terminal = new ConnectedTerminal(() -> seat.grant.address(), at, ledger);
            stops.add(terminal::stop);
            run("connection-" + seat.grant.address(), terminal::live, seat.sender);
        }
    }

    /** The network access server restarts; those that connect sign on again. */
    void restartNetwork() throws IOException {
        network.restarts(seats.getFirst().sender);
        for (Seat seat : seats) {
            seat.signsOnAgain();
        }
    }

    /** Ends it: what was sent is acknowledged first. */
    public void stop() throws IOException, InterruptedException {
        stops.forEach(Runnable::run);
        for (Thread thread : threads) {
            thread.join(STOP_MILLIS);
            if (thread.isAlive()) {
                throw new IOException(thread.getName() + " never got its answer");
            }
        }
        if (failure != null) {
            throw new IOException("the load itself failed", failure);
        }
    }

    /** Something of the load. */
    private interface Part {
        void live() throws IOException;
    }

    private void run(String name, Part part, RadiusSender sender) {
        threads.add(
                Thread.ofVirtual()
                        .name(name)
                        .start(() -> {
                            try {
                                part.live();
                            } catch (IOException | RuntimeException e) {
                                failure = e;
                            } finally {
                                sender.close();
                            }
                        }));
    }

    private void makeRoute(List<String> destinations) throws IOException, InterruptedException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < destinations.size(); i++) {
            String[] where = destinations.get(i).split(":");
            parts.add(
                    """
                    {"host": "%s", "port": %s, "priority": %d, "share": 1}\
                    """
                            .formatted(where[0], where[1], i + 1));
        }
        String body =
                """
                {"groupId": "%s", "inputPort": %d, "type": "DEFAULT", "label": "soak",
                 "healthCheck": "NONE", "destinations": [%s]}\
                """
                        .formatted(group.id(), ROUTE_PORT, String.join(",", parts));
        var request =
                HttpRequest.newBuilder(URI.create(gateway.api() + "/routes"))
                        .header("Authorization", "Bearer " + gateway.token())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IOException("no route: " + answer.statusCode() + " " + answer.body());
            }
        }
    }
}
