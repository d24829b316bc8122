package io.passerelle.sims;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a node knows of SIM cards: packed, and found by every name whatever comes first. */
class KnownSimCardsTest {

    private static final UUID OWNER = new UUID(7, 7);

    private final KnownSimCards cards = new KnownSimCards();

    @Test
    void cardWithEverything_givesWhatItWasMadeOf() {
        var sim =
                new KnownSim(
                        new UUID(1, 2),
                        OWNER,
                        new UUID(3, 4),
                        new UUID(5, 6),
                        "0000000000000000000012",
                        "012345678901234",
                        "001010000000001",
                        SimKind.PUBLIC,
                        SimStatus.SUSPENSION_REQUESTED,
                        SimStatus.ACTIVE,
                        "Till3@M2M",
                        new byte[] {1, 2},
                        Addresses.of("255.254.0.1"),
                        16,
                        10_000,
                        "00000000000017");
        assertThat(sim.id()).isEqualTo(new UUID(1, 2));
        assertThat(sim.organisationId()).isEqualTo(OWNER);
        assertThat(sim.groupId()).isEqualTo(new UUID(3, 4));
        assertThat(sim.accessPointId()).isEqualTo(new UUID(5, 6));
        assertThat(sim.iccid()).isEqualTo("0000000000000000000012");
        assertThat(sim.msisdn()).isEqualTo("012345678901234");
        assertThat(sim.imsi()).isEqualTo("001010000000001");
        assertThat(sim.kind()).isEqualTo(SimKind.PUBLIC);
        assertThat(sim.status()).isEqualTo(SimStatus.SUSPENSION_REQUESTED);
        assertThat(sim.statusBefore()).isEqualTo(SimStatus.ACTIVE);
        assertThat(sim.userName()).isEqualTo("Till3@M2M");
        assertThat(sim.sealedPassword()).containsExactly(1, 2);
        assertThat(sim.staticAddress()).isEqualTo(Addresses.of("255.254.0.1"));
        assertThat(sim.sessionLimit()).isEqualTo(16);
        assertThat(sim.maxConnections()).isEqualTo(10_000);
        assertThat(sim.imei()).isEqualTo("00000000000017");
    }

    @Test
    void cardWithLittle_givesNothingElse() {
        KnownSim sim = card(1, null, null, null);
        assertThat(sim.iccid()).isEqualTo("8933000000001");
        assertThat(sim.accessPointId()).isNull();
        assertThat(sim.msisdn()).isNull();
        assertThat(sim.imsi()).isNull();
        assertThat(sim.statusBefore()).isNull();
        assertThat(sim.userName()).isNull();
        assertThat(sim.staticAddress()).isNull();
        assertThat(sim.imei()).isNull();
    }

    @Test
    void manyCards_areFoundByEachNameAndByNothingElse() {
        List<KnownSim> many = new ArrayList<>();
        for (int number = 1; number <= 5_000; number++) {
            many.add(
                    card(
                            number,
                            "2080" + (10_000_000_000L + number),
                            "Till" + number,
                            address(number)));
        }
        cards.expect(100); // more come than were expected
        cards.addMissing(many);
        assertThat(cards.size()).isEqualTo(5_000);
        for (KnownSim sim : many) {
            assertThat(cards.byId(sim.id())).isSameAs(sim);
            assertThat(cards.byImsi(String.valueOf(sim.imsi()))).isSameAs(sim);
            assertThat(cards.byUserName(String.valueOf(sim.userName()).toUpperCase(Locale.ROOT)))
                    .isSameAs(sim);
        }
        assertThat(cards.byStaticAddress(address(4_711))).isSameAs(many.get(4_710));
        assertThat(cards.byId(new UUID(1, 5_001))).isNull();
        assertThat(cards.byImsi("208020000000000")).isNull();
        assertThat(cards.byImsi("")).isNull();
        assertThat(cards.byImsi("20801000000000x")).isNull();
        assertThat(cards.byMsisdn("33600000001")).isNull();
        assertThat(cards.byUserName("till0")).isNull();
        assertThat(cards.byStaticAddress(Addresses.of("::1"))).isNull();
    }

    @Test
    void namesThatHashAlike_areToldApart() {
        var shelf = new SimShelf();
        var table =
                new SimTable(
                        shelf,
                        sim -> 1,
                        (one, other) -> one.hasUserName(String.valueOf(other.userName())));
        for (KnownSim sim : List.of(card(1, null, "A", null), card(2, null, "b", null))) {
            table.put(sim, shelf.add(sim));
        }
        assertThat(table.find(1, sim -> sim.hasUserName("a"))).isSameAs(shelf.at(0));
        assertThat(table.find(1, sim -> sim.hasUserName("B"))).isSameAs(shelf.at(1));
        assertThat(table.find(1, sim -> sim.hasUserName("c"))).isNull();
    }

    /** Else a customer could make one chain of all cards, which each sign-on walks. */
    @Test
    void namesMadeToHashAlike_lieApart() {
        List<String> names = List.of("");
        for (int block = 0; block < 12; block++) {
            names = names.stream().flatMap(name -> Stream.of(name + "az", name + "b[")).toList();
        }
        assertThat(names.stream().mapToInt(String::hashCode).distinct()).hasSize(1);
        assertLieApart(names.stream().map(KnownSim::userNameKey).toList());
    }

    @Test
    void addressesMadeToHashAlike_lieApart() {
        List<InetAddress> addresses =
                IntStream.range(0, 4_096)
                        .map(i -> i / 64 << 8 | i % 64)
                        .mapToObj(i -> "2001:db8::%x:0:%x".formatted(i, 0x3f3f - i))
                        .map(Addresses::of)
                        .toList();
        assertThat(addresses.stream().mapToInt(InetAddress::hashCode).distinct()).hasSize(1);
        assertLieApart(addresses.stream().map(KnownSim::addressKey).toList());
    }

    /** Numbers of 15 digits whose product with a factor everybody knows has the same upper half. */
    @Test
    void numbersMadeToHashAlike_lieApart() {
        long factor = 0x9E37_79B9_7F4A_7C15L;
        long inverse = factor;
        for (int round = 0; round < 5; round++) {
            inverse *= 2 - factor * inverse;
        }
        long back = inverse;
        assertLieApart(
                LongStream.range(0, 1L << 32)
                        .map(low -> ((7L << 32) + low) * back)
                        .filter(key -> key >= 1_000_000_000_000_000L)
                        .filter(key -> key < 2_000_000_000_000_000L)
                        .limit(256)
                        .boxed()
                        .toList());
    }

    /** By chance two of thousands share one of four billion hashes, once in hundreds of runs. */
    private static void assertLieApart(List<Long> keys) {
        assertThat(keys.stream().mapToInt(SecretHash::of).distinct().count())
                .isGreaterThan(keys.size() - 3);
    }

    @Test
    void cardThatChanges_keepsTheIdentifiersItShares() {
        KnownSim before = card(1, null, "before", null, new UUID(7, 7));
        cards.put(before);
        cards.put(card(1, null, "after", null, new UUID(7, 7)));
        KnownSim after = Objects.requireNonNull(cards.byId(before.id()));
        assertThat(after.userName()).isEqualTo("after");
        assertThat(after.organisationId()).isSameAs(before.organisationId());
        assertThat(after.groupId()).isSameAs(before.groupId());
        assertThat(after.accessPointId()).isSameAs(before.accessPointId());

        cards.put(card(1, null, "elsewhere", null, new UUID(8, 8)));
        assertThat(cards.byUserName("elsewhere"))
                .extracting(KnownSim::accessPointId)
                .isEqualTo(new UUID(8, 8));
    }

    @Test
    void nameThatMovesOn_leadsToTheCardThatHasIt() {
        cards.put(card(1, "208010000000001", "till", null));
        cards.put(card(2, "208010000000001", null, null)); // the taker was read first
        cards.put(card(1, "208010000000009", null, null));
        assertThat(cards.byImsi("208010000000001"))
                .extracting(KnownSim::iccid)
                .isEqualTo("8933000000002");
        assertThat(cards.byImsi("208010000000009"))
                .extracting(KnownSim::iccid)
                .isEqualTo("8933000000001");
        assertThat(cards.byUserName("till")).isNull();
        assertThat(cards.size()).isEqualTo(2);
    }

    @Test
    void namesThatComeAndGo_leaveRoomForOthers() {
        for (int round = 0; round < 20_000; round++) {
            cards.put(card(1, "20801" + (1_000_000_000L + round), null, null));
        }
        assertThat(cards.byImsi("208011000019999")).isNotNull();
        assertThat(cards.byImsi("208011000019998")).isNull();
    }

    @Test
    void cardThatChangedWhileAllWereRead_staysAsItIsNow() {
        KnownSim now = card(1, "208010000000009", "now", null);
        cards.put(now);
        cards.put(card(2, "208010000000001", null, null)); // has what the first one had
        cards.addMissing(
                List.of(
                        card(1, "208010000000001", "then", null),
                        card(2, null, "was-hers", null),
                        card(3, null, "then", null)));
        assertThat(cards.byId(now.id())).isSameAs(now);
        assertThat(cards.byImsi("208010000000001"))
                .extracting(KnownSim::iccid)
                .isEqualTo("8933000000002");
        assertThat(cards.byUserName("was-hers")).isNull();
        assertThat(cards.byUserName("then")).extracting(KnownSim::iccid).isEqualTo("8933000000003");
    }

    @Test
    void cardWhoseNameHasPassedOn_comesWithoutIt() {
        cards.put(card(2, "208010000000001", null, null));
        cards.addMissing(List.of(card(1, "208010000000001", "first", null)));
        cards.put(card(1, "208010000000005", "first", null)); // the change that gave it away
        assertThat(cards.byImsi("208010000000001"))
                .extracting(KnownSim::iccid)
                .isEqualTo("8933000000002");
    }

    @Test
    void whoLooksWhileCardsCome_missesNoneThatIsThere() throws Exception {
        KnownSim there = card(1, "208010000000001", "there", address(1));
        cards.put(there);
        var ended = new AtomicBoolean();
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            Future<Long> misses =
                    reader.submit(() -> {
                        long missed = 0;
                        while (!ended.get()) {
                            missed += cards.byImsi("208010000000001") == null ? 1 : 0;
                            missed += cards.byId(there.id()) == null ? 1 : 0;
                        }
                        return missed;
                    });
            for (int number = 2; number < 50_000; number++) {
                cards.put(card(number, "20801" + (1_000_000_000L + number), null, null));
                cards.put(card(1, "208010000000001", null, address(number)));
            }
            ended.set(true);
            assertThat(misses.get()).isZero();
        }
        assertThat(cards.byStaticAddress(address(1))).isNull();
        assertThat(cards.byStaticAddress(address(49_999))).isNotNull();
    }

    private static InetAddress address(int number) {
        return Addresses.of("10.1." + number / 256 + "." + number % 256);
    }

    private static KnownSim card(
            int number,
            @Nullable String imsi,
            @Nullable String userName,
            @Nullable InetAddress address) {
        return card(number, imsi, userName, address, null);
    }

    private static KnownSim card(
            int number,
            @Nullable String imsi,
            @Nullable String userName,
            @Nullable InetAddress address,
            @Nullable UUID shared) {
        return new KnownSim(
                new UUID(1, number),
                shared == null ? OWNER : shared,
                shared == null ? OWNER : shared,
                shared,
                "8933%09d".formatted(number),
                null,
                imsi,
                SimKind.PRIVATE,
                SimStatus.ACTIVE,
                null,
                userName,
                null,
                address,
                1,
                32,
                null);
    }
}
