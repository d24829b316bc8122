package io.passerelle.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.passerelle.foundation.HostPort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DestinationChoiceTest {

    private static final int DRAWS = 100_000;
    private static final double ONE_PERCENT = 0.01;

    private final RandomGenerator random = new Random(42);

    private static Destination to(String host, int priority, int share) {
        return new Destination(new HostPort(host, 9000), priority, share);
    }

    private final Destination a = to("a", 1, 2);
    private final Destination b = to("b", 1, 1);
    private final Destination c = to("c", 1, 1);
    private final Destination d = to("d", 2, 5);
    private final Destination e = to("e", 7, 1);
    private final List<Destination> all = List.of(e, d, a, b, c);

    private Map<Destination, Double> firsts(Map<Destination, Double> fitness) {
        Map<Destination, Double> firsts = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            List<Destination> order =
                    DestinationChoice.order(all, x -> fitness.getOrDefault(x, 1.0), random);
            assertThat(order).hasSize(all.size()).doesNotHaveDuplicates();
            firsts.merge(order.getFirst(), 1.0 / DRAWS, Double::sum);
        }
        return firsts;
    }

    private static void assertParts(
            Map<Destination, Double> firsts, Map<Destination, Double> wanted) {
        assertThat(firsts.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((x, part) ->
                assertThat(firsts.get(x)).as(x.toString()).isCloseTo(part, within(ONE_PERCENT)));
    }

    @Test
    void allWork_lowestPriorityIsDividedByShares() {
        assertParts(firsts(Map.of()), Map.of(a, 0.5, b, 0.25, c, 0.25));
    }

    @Test
    void oneIsDown_itsShareGoesEquallyNotProportionallyToTheOthers() {
        // b's quarter is halved: a 0.5 + 0.125, c 0.25 + 0.125; in proportion it would be 0.66
        assertParts(firsts(Map.of(b, 0.0)), Map.of(a, 0.625, c, 0.375));
    }

    @Test
    void twoAreDown_theLastOfThePriorityTakesAll() {
        assertParts(firsts(Map.of(a, 0.0, b, 0.0)), Map.of(c, 1.0));
    }

    @Test
    void wholePriorityIsDown_theNextTakesAll() {
        assertParts(firsts(Map.of(a, 0.0, b, 0.0, c, 0.0)), Map.of(d, 1.0));
        assertParts(firsts(Map.of(a, 0.0, b, 0.0, c, 0.0, d, 0.0)), Map.of(e, 1.0));
    }

    @Test
    void oneComesBack_itTakesItsFractionAndTheOthersTheRestEqually() {
        assertParts(firsts(Map.of(a, 0.2)), Map.of(a, 0.1, b, 0.25 + 0.2, c, 0.25 + 0.2));
    }

    @Test
    void allAreDown_theyAreTriedInOrderOfPriorityAllTheSame() {
        List<Destination> order = DestinationChoice.order(all, x -> 0.0, random);
        assertThat(order.subList(0, 3)).containsExactlyInAnyOrder(a, b, c);
        assertThat(order.subList(3, 5)).containsExactly(d, e);
    }

    @Test
    void someAreDown_theyComeAfterEveryOneThatWorks() {
        List<Destination> order =
                DestinationChoice.order(all, x -> x == a || x == d ? 0.0 : 1.0, random);
        assertThat(order.subList(0, 2)).containsExactlyInAnyOrder(b, c);
        assertThat(order.subList(2, 5)).containsExactly(e, a, d);
    }

    @Test
    void firstFailsWithinTheConnection_theSecondIsDrawnAsIfItWereDown() {
        int[] second = new int[2];
        for (int i = 0; i < DRAWS; i++) {
            List<Destination> order = DestinationChoice.order(all, x -> 1.0, random);
            if (order.getFirst() == b) {
                second[order.get(1) == a ? 0 : 1]++;
            }
        }
        assertThat(second[0] / (double) (second[0] + second[1])).isCloseTo(0.625, within(0.015));
    }

    @Test
    void oneOfThreeEqualsDies_theOthersTakeHalfEach() {
        List<Destination> equal = List.of(to("x", 1, 1), to("y", 1, 1), to("z", 1, 1));
        assertThat(DestinationChoice.parts(equal, new double[] {1, 1, 1}))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-9));
        assertThat(DestinationChoice.parts(equal, new double[] {1, 0, 1}))
                .containsExactly(new double[] {0.5, 0, 0.5}, within(1e-9));
        assertThat(DestinationChoice.parts(equal, new double[] {0, 0, 0})).containsExactly(0, 0, 0);
    }

    @Test
    void onlyReturningOnesAreLeft_theyTakeAllBetweenThem() {
        List<Destination> two = List.of(to("x", 1, 1), to("y", 1, 1));
        assertThat(DestinationChoice.parts(two, new double[] {0.5, 0})).containsExactly(1, 0);
    }

    @Test
    void sixtyFourLevels_areFollowedOneAfterTheOther() {
        List<Destination> many =
                java.util.stream.IntStream.rangeClosed(1, 64)
                        .mapToObj(i -> to("h" + i, 65 - i, i))
                        .toList();
        assertThat(DestinationChoice.order(many, x -> 1.0, random)).isEqualTo(many.reversed());
    }
}
