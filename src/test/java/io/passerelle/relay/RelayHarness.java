package io.passerelle.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.LiveConnections;
import io.passerelle.egress.Ways;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.InForce;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.network.Drain;
import io.passerelle.network.EventLoops;
import io.passerelle.network.GatewaySettings;
import io.passerelle.network.NetworkSettings;
import io.passerelle.network.ProxyProtocolSettings;
import io.passerelle.routing.AddressGuard;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.DestinationResolver;
import io.passerelle.routing.NameLookup;
import io.passerelle.routing.Route;
import io.passerelle.routing.RouteTable;
import io.passerelle.routing.RoutingFixture;
import io.passerelle.routing.RoutingSettings;
import io.passerelle.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A whole relay on loopback, with terminals and names as a test wants them. */
final class RelayHarness implements AutoCloseable {

    static final InetAddress GATEWAY = Addresses.of("127.0.0.1");
    static final int WAIT = 15_000;

    final UUID organisation = Ids.next();
    final UUID group = Ids.next();
    final Map<InetAddress, Terminal> terminals = new ConcurrentHashMap<>();

    /** The groups of cards that have moved. */
    final Map<UUID, UUID> groups = new ConcurrentHashMap<>();

    final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    final BlockingQueue<ConnectionRecord> records = new LinkedBlockingQueue<>();
    final RouteTable routes = new RouteTable();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final LiveConnections live;
    final DestinationHealth health;
    final DestinationResolver resolver;
    final ConnectionLimits limits;
    final Losses losses;
    final RelayTuning tuning;
    final EventLoops loops;
    final RelayListeners listeners;
    final Drain drain = new Drain(stage -> {});
    private final RelaySettings settings;
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private final AtomicBoolean vanishing = new AtomicBoolean();
    private final AddressGuard guard = new AddressGuard(id -> null);
    final Ways ways = new Ways("test");
    private final int shift = FreePorts.shift();

    RelayHarness(RelaySettings settings) {
        this(settings, RoutingSettings.usual(), new NetworkSettings(null, 2));
    }

    RelayHarness(RelaySettings settings, RoutingSettings routing, NetworkSettings network) {
        this(settings, routing, network, EntranceSettings.usual(), ProxyProtocolSettings.none());
    }

    RelayHarness(
            RelaySettings settings,
            RoutingSettings routing,
            NetworkSettings network,
            EntranceSettings entrance,
            ProxyProtocolSettings proxies) {
        this.settings = settings;
        LiveTopics topics = new LiveTopics();
        live = new LiveConnections(topics);
        health = new DestinationHealth(() -> routing, InstantSource.system(), topics);
        resolver = new DestinationResolver(lookup(), () -> routing, InstantSource.system());
        limits = new ConnectionLimits(settings.maxConnections(), entrance);
        loops = EventLoops.open(network);
        RoutingFixture.watch(routes, health);
        approve("127.0.0.0/8");
        losses = new Losses(routes, health, groups::get, live);
        tuning = new RelayTuning(loops, settings, limits);
        RelayServices services =
                new RelayServices(
                        "test",
                        tuning,
                        this::look,
                        routes,
                        health,
                        resolver,
                        guard,
                        ways,
                        losses,
                        limits,
                        live,
                        records::add,
                        new RelayMetrics(meters, limits));
        listeners =
                new RelayListeners(
                        loops,
                        new GatewaySettings(GATEWAY, shift, "test"),
                        services,
                        new InForce<>(EntranceSettings.class, entrance, key -> true),
                        () -> proxies);
        listeners.listen();
        drain.add(listeners);
    }

    /** Settings with short times. */
    static RelaySettings brisk() {
        return new RelaySettings(
                true,
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                1000,
                1_000_000,
                1_000_000,
                Duration.ofMillis(100));
    }

    /** The gateway is told to stop. */
    void stop() {
        drain.run(Duration.ZERO, settings.drain());
    }

    void approve(String... networks) {
        RoutingFixture.approve(guard, organisation, networks);
    }

    /** RADIUS says that the terminal at that address is gone. */
    void sessionEnds(String address) {
        Terminal gone = terminals.remove(Addresses.of(address));
        live.cutSession(gone.simId(), gone.sessionId());
    }

    /** The next terminal that is found is gone a moment later, before it could be told. */
    void sessionEndsAfterTheNextLook() {
        vanishing.set(true);
    }

    /** The card of that terminal has another session at another address. */
    void sameCardAgain(Terminal card, String address) {
        terminals.put(
                Addresses.of(address),
                new Terminal(
                        Ids.next(),
                        card.simId(),
                        card.iccid(),
                        card.organisationId(),
                        card.groupId(),
                        true,
                        card.simLimit(),
                        null));
    }

    private @Nullable Terminal look(InetAddress address) {
        return vanishing.getAndSet(false) ? terminals.remove(address) : terminals.get(address);
    }

    void route(Route... all) {
        RoutingFixture.replace(routes, all);
    }

    /** A terminal that is online at that address. */
    Terminal online(String address, int simLimit) {
        Terminal terminal =
                new Terminal(
                        Ids.next(), Ids.next(), "8933", organisation, group, true, simLimit, null);
        terminals.put(Addresses.of(address), terminal);
        return terminal;
    }

    /** A connection of the terminal at that address to a port of the gateway. */
    Socket connect(String address, int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(WAIT);
        socket.bind(new InetSocketAddress(Addresses.of(address), 0));
        socket.connect(new InetSocketAddress(GATEWAY, port + shift), WAIT);
        return socket;
    }

    InetSocketAddress socket(int port) {
        return new InetSocketAddress(GATEWAY, port + shift);
    }

    /** The record of the connection that ends next. */
    ConnectionRecord ended() throws InterruptedException {
        ConnectionRecord record = records.poll(WAIT, TimeUnit.MILLISECONDS);
        assertThat(record).as("a record").isNotNull();
        return record;
    }

    static List<AttemptOutcome> outcomes(ConnectionRecord record) {
        return record.path().stream().map(attempt -> attempt.outcome()).toList();
    }

    @Override
    public void close() {
        stop();
        losses.close();
        resolver.close();
        loops.close();
    }

    /** Something happens while the next name is looked up. */
    void whileLookingUp(Runnable action) {
        meanwhile.set(action);
    }

    private NameLookup lookup() {
        return name -> {
            meanwhile.getAndSet(() -> {}).run();
            List<InetAddress> found = names.get(name);
            if (found == null) {
                throw new UnknownHostException(name);
            }
            return new NameLookup.Found(found, null);
        };
    }
}
