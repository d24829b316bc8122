package io.passerelle.egress;

import static io.passerelle.egress.EgressFixture.end;
import static io.passerelle.egress.EgressFixture.inForce;
import static io.passerelle.egress.EgressFixture.link;
import static io.passerelle.egress.EgressFixture.replace;
import static io.passerelle.egress.EgressFixture.with;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.network.EventLoops;
import io.passerelle.network.NetworkSettings;
import io.passerelle.network.Transport;
import io.passerelle.network.Trial;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node sees of its links: on a real machine, and on one as a test wants it. */
class LinkWatchTest {

    private static final Set<InetAddress> NONE = Set.of();

    private final Ways ways = new Ways("node-1");
    private final AtomicReference<Devices> machine =
            new AtomicReference<>(new Devices(Map.of(), NONE));
    private final LongAdder seconds = new LongAdder();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Semaphore database = new Semaphore(Integer.MAX_VALUE);
    private final LiveTopics topics = new LiveTopics();
    private EventLoops loops = EventLoops.open(new NetworkSettings(null, 1));
    private LinkWatch watch = watch();

    private LinkWatch watch() {
        return new LinkWatch(
                ways,
                new Trial(loops),
                machine::get,
                () -> Instant.EPOCH.plusSeconds(seconds.sum()),
                topics.topic(EgressLinks.TOPIC),
                links -> {
                    database.acquireUninterruptibly();
                    links.forEach(l -> told.add(l.status().state().name()));
                    database.release();
                });
    }

    @AfterEach
    void close() {
        watch.close();
        loops.close();
    }

    private LinkStatus look(EgressLink link) {
        watch.look();
        return inForce(ways, link).status();
    }

    @Test
    void interfaceAndAddress_makeTheLinkComeAndGoWithAReason() {
        EgressLink link = link("link", 1, LinkFallback.NONE, "xfrm0", "10.0.0.0/8");
        InetAddress source = Addresses.of("192.0.2.1");
        link = with(link, true, null, new LinkEnd("", source, null, "xfrm0"));
        replace(ways, link);
        long before = topics.topic(EgressLinks.TOPIC).version();

        assertThat(look(link).state()).isEqualTo(LinkState.NO_DEVICE);
        assertThat(look(link).detail()).isEqualTo("xfrm0");
        machine.set(new Devices(Map.of("xfrm0", false), NONE));
        assertThat(look(link).state()).isEqualTo(LinkState.DEVICE_DOWN);
        machine.set(new Devices(Map.of("xfrm0", true), NONE));
        assertThat(look(link).state()).isEqualTo(LinkState.NO_ADDRESS);
        assertThat(look(link).detail()).isEqualTo("192.0.2.1");
        machine.set(new Devices(Map.of("xfrm0", true), Set.of(source)));
        seconds.add(3);
        assertThat(look(link))
                .isEqualTo(new LinkStatus(LinkState.UP, "", Instant.EPOCH.plusSeconds(3)));

        assertThat(topics.topic(EgressLinks.TOPIC).version() - before).isEqualTo(4);
        toldIn("UP");
    }

    private void toldIn(String state) {
        Eventually.eventually(() -> {
            watch.look();
            assertThat(told).isNotEmpty();
            assertThat(told.getLast()).isEqualTo(state);
        });
    }

    @Test
    void databaseThatHangs_holdsUpNoLook_andIsToldTheLatestWhenItAnswers() {
        EgressLink link = link("link", 1, LinkFallback.NONE, "eth9", "10.0.0.0/8");
        replace(ways, link);
        database.drainPermits();
        assertThat(look(link).state()).isEqualTo(LinkState.NO_DEVICE);
        machine.set(new Devices(Map.of("eth9", false), NONE));
        assertThat(look(link).state()).isEqualTo(LinkState.DEVICE_DOWN);
        machine.set(new Devices(Map.of("eth9", true), NONE));
        assertThat(look(link).state()).isEqualTo(LinkState.UP);
        assertThat(told).isEmpty();

        database.release(Integer.MAX_VALUE / 2);
        toldIn("UP");
        assertThat(told).doesNotContain("NO_DEVICE", "DEVICE_DOWN");
    }

    @Test
    void machineItself_hasItsLoopbackUpAndNothingElseOfThatName() {
        Devices now = Devices.now();
        assertThat(now.see(end("", "lo"), true).state()).isEqualTo(LinkState.UP);
        assertThat(now.see(end("", "127.0.0.1"), true).state()).isEqualTo(LinkState.UP);
        assertThat(now.see(end("", "nothere0"), true).state()).isEqualTo(LinkState.NO_DEVICE);
        assertThat(now.see(end("", "203.0.113.77"), true).state()).isEqualTo(LinkState.NO_ADDRESS);
    }

    @Test
    void transportThatBindsToNoInterface_saysSo() {
        loops.close();
        loops = EventLoops.open(new NetworkSettings(Transport.NIO, 1));
        watch = watch();
        EgressLink link = link("link", 1, LinkFallback.NONE, "lo", "10.0.0.0/8");
        replace(ways, link);
        machine.set(Devices.now());
        assertThat(look(link).state()).isEqualTo(LinkState.UNSUPPORTED);
    }

    @Test
    void serverBehindTheLinkGoesAndComes_theLinkGoesAndComes() throws IOException {
        machine.set(Devices.now());
        int port = FreePorts.tcp();
        EgressLink link = link("link", 1, LinkFallback.NONE, "127.0.0.1", "127.0.0.0/8");
        InetAddress here = Addresses.of("127.5.0.2");
        try (var server = new ServerSocket(port, 10, here)) {
            server.setSoTimeout(20_000);
            LinkCheck check = new LinkCheck(here, port, 1, 1, 1);
            link = with(link, true, check, end("", "127.0.0.1"));
            replace(ways, link);
            watch.look();
            try (var checking = server.accept()) {
                assertThat(checking.getInetAddress()).isEqualTo(Addresses.of("127.0.0.1"));
            }
            assertThat(inForce(ways, link).status().isUp()).isTrue();
        }
        EgressLink checked = link;
        eventually(() -> {
            seconds.increment();
            assertThat(look(checked).state()).isEqualTo(LinkState.CHECK_REFUSED);
        });
        assertThat(look(checked).detail()).isEqualTo("127.5.0.2:" + port);
        try (var server = new ServerSocket(port, 10, here)) {
            eventually(() -> {
                seconds.increment();
                assertThat(look(checked).isUp()).isTrue();
            });
            assertThat(server.isBound()).isTrue();
        }
    }
}
