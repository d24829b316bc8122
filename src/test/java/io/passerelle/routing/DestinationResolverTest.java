package io.passerelle.routing;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names: followed when they change, kept when nobody answers. */
class DestinationResolverTest {

    private static final InetAddress OLD = Addresses.of("192.0.2.1");
    private static final InetAddress NEW = Addresses.of("192.0.2.2");

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-20T10:00:00Z"));
    private final AtomicReference<@Nullable InetAddress> answer = new AtomicReference<>(OLD);
    private final AtomicReference<@Nullable Duration> ttl = new AtomicReference<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final DestinationResolver resolver =
            new DestinationResolver(this::lookup, RoutingSettings::usual, now::get);

    @AfterEach
    void close() {
        resolver.close();
    }

    private NameLookup.Found lookup(String name) throws UnknownHostException {
        asked.incrementAndGet();
        InetAddress found = answer.get();
        if (found == null) {
            throw new UnknownHostException(name);
        }
        return new NameLookup.Found(List.of(found), ttl.get());
    }

    private void after(long seconds) {
        now.updateAndGet(instant -> instant.plusSeconds(seconds));
    }

    private Resolution resolve() {
        return resolver.resolve("server.example").toCompletableFuture().join();
    }

    @Test
    void literal_isAnsweredAtOnceAndNeverAsked() {
        CompletableFuture<Resolution> answered =
                resolver.resolve("192.0.2.9").toCompletableFuture();
        assertThat(answered).isDone();
        assertThat(answered.join().addresses()).containsExactly(Addresses.of("192.0.2.9"));
        assertThat(asked).hasValue(0);
    }

    @Test
    void freshAnswer_isKept() {
        assertThat(resolve().addresses()).containsExactly(OLD);
        answer.set(NEW);
        after(29);
        assertThat(resolve().addresses()).containsExactly(OLD);
        assertThat(asked).hasValue(1);
    }

    /** Bounds: five seconds and an hour. */
    @ParameterizedTest
    @CsvSource({"0, 5", "4, 5", "60, 60", "3600, 3600", "86400, 3600"})
    void ttlOfTheAnswer_isHowLongItIsKept(long given, long kept) {
        ttl.set(Duration.ofSeconds(given));
        resolve();
        answer.set(NEW);
        after(kept);
        assertThat(resolve().addresses()).containsExactly(OLD);
        assertThat(asked).hasValue(1);
        after(1);
        resolve();
        eventually(() -> assertThat(resolve().addresses()).containsExactly(NEW));
    }

    @Test
    void oldAnswer_isGivenAtOnceAndAskedAgainBehind() {
        resolve();
        answer.set(NEW);
        after(31);
        assertThat(resolve().addresses()).containsExactly(OLD);
        eventually(() -> assertThat(resolve().addresses()).containsExactly(NEW));
    }

    @Test
    void veryOldAnswer_isNotUsedUnasked() {
        resolve();
        answer.set(NEW);
        after(3600);
        assertThat(resolve().addresses()).containsExactly(NEW);
    }

    @Test
    void nameIsLost_theLastGoodAnswerStaysAndSaysSo() {
        resolve();
        answer.set(null);
        after(3600);
        Resolution kept = resolve();
        assertThat(kept.addresses()).containsExactly(OLD);
        assertThat(kept.isKept()).isTrue();
        assertThat(kept.problem()).isEqualTo("does not resolve");
        answer.set(NEW);
        after(2);
        eventually(() -> {
            assertThat(resolve().addresses()).containsExactly(NEW);
            assertThat(resolve().isKept()).isFalse();
        });
    }

    @Test
    void nameNeverResolved_isAskedAgainSoon() {
        answer.set(null);
        assertThat(resolve().isUsable()).isFalse();
        answer.set(NEW);
        after(2);
        assertThat(resolve().addresses()).containsExactly(NEW);
    }

    @Test
    void connectFailed_itIsAskedAgainButNotTooOften() {
        resolve();
        answer.set(NEW);
        resolver.renew("server.example");
        assertThat(asked).hasValue(1);
        after(2);
        resolver.renew("server.example");
        eventually(() -> assertThat(resolve().addresses()).containsExactly(NEW));
    }

    @Test
    void nobodyAnswers_theLookUpIsGivenUpAndOneIsMadeAtATime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        RoutingSettings usual = RoutingSettings.usual();
        RoutingSettings impatient =
                new RoutingSettings(
                        usual.checkInterval(),
                        usual.checkTimeout(),
                        usual.fall(),
                        usual.rise(),
                        usual.backOff(),
                        usual.slowReturn(),
                        usual.checksAtOnce(),
                        usual.nameAge(),
                        usual.nameAgeLeast(),
                        usual.nameAgeMost(),
                        Duration.ofMillis(200));
        NameLookup hangs =
                name -> {
                    hanging.incrementAndGet();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UnknownHostException(name);
                };
        try (var waiting = new DestinationResolver(hangs, () -> impatient, now::get)) {
            var first = waiting.resolve("slow.example").toCompletableFuture();
            var second = waiting.resolve("slow.example").toCompletableFuture();
            assertThat(first.get().problem()).isEqualTo("no answer in time");
            assertThat(second.get().isUsable()).isFalse();
            assertThat(hanging).hasValue(1);
        }
    }

    @Test
    void unusedName_isForgotten() {
        resolve();
        resolver.retain(Set.of("other.example"));
        assertThat(resolver.known("server.example")).isEmpty();
    }
}
