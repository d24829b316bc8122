package io.passerelle.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.passerelle.foundation.Addresses;
import io.passerelle.network.EventLoops;
import io.passerelle.network.NetworkSettings;
import io.passerelle.testing.DnsServer;
import io.passerelle.testing.Eventually;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names asked of a DNS server over the network, with the TTL of what it says. */
class DnsLookupTest {

    private static final NameLookup NOBODY_ELSE =
            name -> {
                throw new UnknownHostException("asked otherwise: " + name);
            };

    private final EventLoops loops = EventLoops.open(new NetworkSettings(null, 1));
    private final DnsServer server = new DnsServer();
    private final DnsLookup lookup =
            new DnsLookup(
                    loops,
                    new SingletonDnsServerAddressStreamProvider(server.address()),
                    () -> Duration.ofMillis(600),
                    NOBODY_ELSE);

    @AfterEach
    void close() throws IOException {
        lookup.close();
        server.close();
        loops.close();
    }

    @Test
    void addressesOfBothFamilies_comeWithTheShortestTtl() throws IOException {
        server.says("pay.example", "192.0.2.7", 300);
        server.says("pay.example", "192.0.2.8", 300);
        server.says("pay.example", "2001:db8::7", 120);
        NameLookup.Found found = lookup.lookup("pay.example");
        assertThat(found.addresses())
                .containsExactly(
                        Addresses.of("192.0.2.7"),
                        Addresses.of("192.0.2.8"),
                        Addresses.of("2001:db8::7"));
        assertThat(found.ttl()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void aliasThatLivesShorterThanItsAddress_boundsTheAnswer() throws IOException {
        server.alias("www.example", "real.example", 15);
        server.says("real.example", "192.0.2.9", 9_999);
        NameLookup.Found found = lookup.lookup("www.example");
        assertThat(found.addresses()).containsExactly(Addresses.of("192.0.2.9"));
        assertThat(found.ttl()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void nameThatDoesNotExist_isLeftToTheMachine() {
        assertThatThrownBy(() -> lookup.lookup("nowhere.example"))
                .hasMessage("asked otherwise: nowhere.example");
    }

    @Test
    void serverThatFailsOrIsSilent_isAFailureAndNobodyElseIsAsked() {
        server.fails(true);
        assertThatThrownBy(() -> lookup.lookup("pay.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("pay.example");
        server.silent(true);
        assertThatThrownBy(() -> lookup.lookup("pay.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("pay.example");
    }

    @Test
    void localhost_isInTheHostsFile() throws IOException {
        NameLookup.Found found = lookup.lookup("localhost");
        assertThat(found.addresses()).contains(Addresses.of("127.0.0.1"));
        assertThat(found.ttl()).isNull();
    }

    @Test
    void answerIsFollowedAtItsTtl_andKeptWhileDnsIsAway() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
        server.says("pay.example", "192.0.2.7", 20);
        try (var resolver = new DestinationResolver(lookup, RoutingSettings::usual, now::get)) {
            assertThat(resolved(resolver)).isEqualTo("192.0.2.7 null");
            server.forget();
            server.says("pay.example", "192.0.2.8", 20);
            now.updateAndGet(then -> then.plusSeconds(20));
            assertThat(resolved(resolver)).isEqualTo("192.0.2.7 null");
            now.updateAndGet(then -> then.plusSeconds(1));
            Eventually.eventually(() -> assertThat(resolved(resolver)).isEqualTo("192.0.2.8 null"));
            server.silent(true);
            now.updateAndGet(then -> then.plusSeconds(21));
            Eventually.eventually(
                    () -> assertThat(resolved(resolver)).isEqualTo("192.0.2.8 does not resolve"));
            server.silent(false);
            now.updateAndGet(then -> then.plusSeconds(2));
            Eventually.eventually(() -> assertThat(resolved(resolver)).isEqualTo("192.0.2.8 null"));
        }
    }

    private static String resolved(DestinationResolver resolver) {
        Resolution resolution = resolver.resolve("pay.example").toCompletableFuture().join();
        return resolution.addresses().getFirst().getHostAddress() + " " + resolution.problem();
    }
}
