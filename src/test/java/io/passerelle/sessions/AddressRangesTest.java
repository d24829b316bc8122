package io.passerelle.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How pools fall into blocks, and how addresses are taken out of some of them. */
class AddressRangesTest {

    private static final Cidr POOL = Cidr.of("10.64.0.0/24");

    @Test
    void blocks_coverThePoolAndAreFewEnough() {
        assertThat(AddressGrid.of(POOL)).hasSize(64).allMatch(b -> b.prefix() == 30);
        assertThat(AddressGrid.of(Cidr.of("10.0.0.0/29"))).hasSize(8);
        assertThat(AddressGrid.of(Cidr.of("10.0.0.0/12"))).hasSize(1_024);
        assertThat(AddressGrid.of(Cidr.of("10.0.0.0/8"))).hasSize(4_096);
        assertThat(AddressGrid.of(Cidr.of("10.0.0.1/32"))).containsExactly(Cidr.of("10.0.0.1/32"));
    }

    @Test
    void blocksOfAnotherPool_thatLieAroundOrWithin_areLeftOut() {
        List<Cidr> grid = AddressGrid.of(POOL);
        assertThat(AddressGrid.apartFrom(grid, Set.of(Cidr.of("10.64.0.0/25")))).hasSize(32);
        assertThat(AddressGrid.apartFrom(grid, Set.of(Cidr.of("10.64.0.5/32")))).hasSize(63);
        assertThat(AddressGrid.apartFrom(grid, Set.of(Cidr.of("10.64.0.4/30")))).hasSize(63);
        assertThat(AddressGrid.apartFrom(grid, Set.of(Cidr.of("10.0.0.0/8")))).isEmpty();
    }

    @Test
    void everyAddressOfTheParts_isGivenOnceBeforeAnyIsGivenAgain() {
        List<Cidr> own = List.of(Cidr.of("10.64.0.252/30"), Cidr.of("10.64.0.0/30"));
        var pool = new AddressPool(shares(own), bound -> 0, System::nanoTime);
        List<InetAddress> taken = take(pool, 6);
        assertThat(taken)
                .extracting(InetAddress::getHostAddress)
                .containsExactly(
                        "10.64.0.1",
                        "10.64.0.2",
                        "10.64.0.3",
                        "10.64.0.252",
                        "10.64.0.253",
                        "10.64.0.254");
        assertThat(take(pool, 6)).isEqualTo(taken);
    }

    @Test
    void twoNodesParts_haveNoAddressInCommon() {
        List<Cidr> grid = AddressGrid.of(POOL);
        Set<InetAddress> one =
                new HashSet<>(take(new AddressPool(shares(grid.subList(0, 32))), 127));
        Set<InetAddress> other =
                new HashSet<>(take(new AddressPool(shares(grid.subList(32, 64))), 127));
        assertThat(one).hasSize(127).doesNotContainAnyElementsOf(other);
        assertThat(other).hasSize(127);
    }

    @Test
    void nothingHeld_givesNothing() {
        var pool = new AddressPool(shares(List.of()));
        assertThat(pool.take(List.of(POOL), address -> true)).isNull();
    }

    @Test
    void usedAddresses_areSkippedAndAFullPartSaysSo() {
        List<Cidr> scarce = new ArrayList<>();
        var pool =
                new AddressPool(
                        shares(List.of(Cidr.of("10.64.0.0/30")), scarce),
                        bound -> 0,
                        System::nanoTime);
        InetAddress last = Addresses.of("10.64.0.3");
        assertThat(pool.take(List.of(POOL), last::equals)).isEqualTo(last);
        assertThat(scarce).isEmpty();
        assertThat(pool.take(List.of(POOL), address -> false)).isNull();
        assertThat(scarce).containsExactly(POOL);
    }

    @Test
    void aNewProcess_beginsAnywhere() {
        var pool = new AddressPool(shares(List.of(POOL)), bound -> bound - 100, System::nanoTime);
        assertThat(take(pool, 1)).containsExactly(Addresses.of("10.64.0.155"));
        assertThat(new HashSet<>(take(pool, 254))).hasSize(254);
    }

    @Test
    void aPoolWithoutAFreeAddress_isSearchedWholeOnceASecond() {
        var now = new AtomicLong();
        var looks = new AtomicInteger();
        var pool = new AddressPool(shares(List.of(POOL)), bound -> 0, now::get);
        for (int i = 0; i < 3; i++) {
            assertThat(pool.take(List.of(POOL), address -> looks.incrementAndGet() < 0)).isNull();
        }
        assertThat(looks).hasValue(254 + 2 * AddressPool.LOOKS_AFTER_NOTHING);
        now.addAndGet(1_000_000_000);
        InetAddress freed = Addresses.of("10.64.0.1");
        assertThat(pool.take(List.of(POOL), freed::equals)).isEqualTo(freed);
    }

    @Test
    void neighbours_areOneRange() {
        List<Cidr> grid = AddressGrid.of(POOL);
        assertThat(AddressRanges.of(POOL, grid)).isEqualTo(AddressRanges.whole(POOL));
        AddressRanges parts =
                AddressRanges.of(POOL, List.of(grid.get(3), grid.get(2), grid.get(5)));
        assertThat(parts.ranges()).hasSize(2);
        assertThat(parts.indexFrom(0)).isZero();
        assertThat(parts.indexFrom(parts.ranges().getFirst().last())).isZero();
        assertThat(parts.indexFrom(parts.ranges().getFirst().last() + 1)).isEqualTo(1);
        assertThat(parts.indexFrom(255)).isEqualTo(2);
    }

    private static List<InetAddress> take(AddressPool pool, int count) {
        List<InetAddress> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(pool.take(List.of(POOL), address -> true));
        }
        return taken;
    }

    private static AddressShares shares(List<Cidr> own) {
        return shares(own, new ArrayList<>());
    }

    private static AddressShares shares(List<Cidr> own, List<Cidr> scarce) {
        return new AddressShares() {
            @Override
            public AddressRanges of(Cidr pool) {
                return AddressRanges.of(pool, own);
            }

            @Override
            public void scarce(Cidr pool) {
                scarce.add(pool);
            }

            @Override
            public boolean areReportsMissing() {
                return false;
            }
        };
    }
}
