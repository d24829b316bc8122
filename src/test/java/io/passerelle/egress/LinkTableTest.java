package io.passerelle.egress;

import static io.passerelle.egress.EgressFixture.end;
import static io.passerelle.egress.EgressFixture.inForce;
import static io.passerelle.egress.EgressFixture.link;
import static io.passerelle.egress.EgressFixture.replace;
import static io.passerelle.egress.EgressFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which links an address is dialled by, in which order. */
class LinkTableTest {

    private static final String HERE = "node-1";

    private final Ways ways = new Ways(HERE);

    private List<String> dialled(String address, @Nullable UUID pinned) {
        return ways.to(Addresses.of(address), pinned).stream()
                .map(way -> Objects.requireNonNullElse(way.name(), "default"))
                .toList();
    }

    private List<String> dialled(String address) {
        return dialled(address, null);
    }

    @Test
    void noLinks_theDefaultWayAndNothingElse() {
        assertThat(ways.links()).isNull();
        assertThat(dialled("10.1.2.3")).containsExactly("default");
        replace(ways, link("A", 1, LinkFallback.NONE, "192.0.2.1", "10.0.0.0/8"));
        replace(ways);
        assertThat(ways.links()).as("a look at a field is all it costs again").isNull();
    }

    /** Longest prefix, then priority, then name; what lies behind no link goes the default way. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3        | narrow wide-1 wide-2 everything",
                "10.9.0.1        | wide-1 wide-2 everything",
                "8.8.8.8         | everything",
                "2001:db8:7::1   | six",
                "2001:db9::1     | default",
                "::ffff:10.1.2.3 | narrow wide-1 wide-2 everything",
            })
    void address_takesTheLongestPrefixThenThePriority(String address, String order) {
        replace(
                ways,
                link("everything", 1, LinkFallback.LINKS, "192.0.2.1", "0.0.0.0/0"),
                link("wide-2", 7, LinkFallback.LINKS, "192.0.2.2", "10.0.0.0/8"),
                link("wide-1", 3, LinkFallback.LINKS, "192.0.2.3", "172.16.0.0/12", "10.0.0.0/8"),
                link("narrow", 9, LinkFallback.LINKS, "192.0.2.4", "10.1.0.0/16"),
                link("six", 1, LinkFallback.LINKS, "2001:db8::1", "2001:db8::/32"));
        assertThat(dialled(address)).containsExactly(order.split(" "));
    }

    /** What may follow a link is each passed link's own say: u is up, d is down. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE    | NONE    | u u | first",
                "NONE    | DEFAULT | d u | nothing",
                "LINKS   | NONE    | u u | first second",
                "LINKS   | NONE    | d u | second",
                "LINKS   | LINKS   | d d | nothing",
                "LINKS   | DEFAULT | u u | first second",
                "LINKS   | DEFAULT | d d | nothing",
                "DEFAULT | LINKS   | d d | nothing",
                "DEFAULT | NONE    | d d | nothing",
                "DEFAULT | DEFAULT | u u | first second default",
                "DEFAULT | DEFAULT | d u | second default",
                "DEFAULT | DEFAULT | u d | first default",
                "DEFAULT | DEFAULT | d d | default",
            })
    void linkIsDown_whatItsFallbackAllowsFollows(
            LinkFallback first, LinkFallback second, String states, String expected) {
        EgressLink one = link("first", 1, first, "192.0.2.1", "10.0.0.0/8");
        EgressLink two = link("second", 2, second, "192.0.2.2", "10.0.0.0/8");
        replace(ways, two, one);
        seen(one, states.charAt(0));
        seen(two, states.charAt(2));
        String[] wanted = expected.equals("nothing") ? new String[0] : expected.split(" ");
        assertThat(dialled("10.1.2.3")).containsExactly(wanted);
    }

    private void seen(EgressLink link, char state) {
        EgressFixture.is(ways, link, state == 'u' ? LinkState.UP : LinkState.CHECK_TIMED_OUT);
    }

    @ParameterizedTest
    @EnumSource(value = LinkState.class, mode = EnumSource.Mode.EXCLUDE, names = "UP")
    void everyOtherStateThanUp_carriesNothing(LinkState state) {
        EgressLink only = link("only", 1, LinkFallback.NONE, "192.0.2.1", "10.0.0.0/8");
        replace(ways, only);
        EgressFixture.is(ways, only, state);
        assertThat(dialled("10.1.2.3")).isEmpty();
        assertThat(dialled("11.1.2.3")).containsExactly("default");
    }

    @Test
    void switchedOffOrNotOnThisNode_isDownAndNotForgotten() {
        EgressLink off = link("off", 1, LinkFallback.NONE, "192.0.2.1", "10.1.0.0/16");
        EgressLink elsewhere = link("elsewhere", 1, LinkFallback.NONE, "192.0.2.2", "10.2.0.0/16");
        replace(
                ways,
                with(off, false, null, end("", "192.0.2.1")),
                with(elsewhere, true, null, end("node-2", "192.0.2.2")));
        assertThat(dialled("10.1.0.1")).as("what belongs into a tunnel stays inside").isEmpty();
        assertThat(dialled("10.2.0.1")).isEmpty();
        assertThat(inForce(ways, off).status().state()).isEqualTo(LinkState.DISABLED);
        assertThat(inForce(ways, elsewhere).status().state()).isEqualTo(LinkState.NOT_HERE);
    }

    @Test
    void pinnedDestination_goesByItsLinkFirstWhateverItsNetworks() {
        EgressLink usual = link("usual", 1, LinkFallback.DEFAULT, "192.0.2.1", "10.0.0.0/8");
        EgressLink pinned = link("pinned", 9, LinkFallback.LINKS, "192.0.2.2", "172.16.0.0/12");
        EgressLink strict = link("strict", 9, LinkFallback.NONE, "192.0.2.3", "10.0.0.0/8");
        replace(ways, usual, pinned, strict);
        assertThat(dialled("10.1.2.3", pinned.id())).containsExactly("pinned", "usual", "strict");
        assertThat(dialled("10.1.2.3", strict.id())).containsExactly("strict");
        EgressFixture.is(ways, pinned, LinkState.NO_DEVICE);
        assertThat(dialled("10.1.2.3", pinned.id())).containsExactly("usual", "strict");
        assertThat(dialled("8.8.8.8", pinned.id())).as("never the default way").isEmpty();
    }

    @Test
    void pinnedToALinkThatIsNotKnownYet_goesNowhere() {
        assertThat(dialled("10.1.2.3", Ids.next())).isEmpty();
        replace(ways, link("other", 1, LinkFallback.DEFAULT, "192.0.2.1", "10.0.0.0/8"));
        assertThat(dialled("10.1.2.3", Ids.next())).isEmpty();
        assertThat(dialled("8.8.8.8", Ids.next())).isEmpty();
    }

    @Test
    void endOfThisNode_comesBeforeTheOneOfAllOthers() {
        EgressLink link = link("link", 1, LinkFallback.NONE, "192.0.2.1", "10.0.0.0/8");
        replace(ways, with(link, true, null, end("", "192.0.2.1"), end(HERE, "192.0.2.77")));
        var to = Addresses.of("10.1.2.3");
        assertThat(Ways.outlet(ways.to(to, null).getFirst(), to).source())
                .isEqualTo(Addresses.of("192.0.2.77"));
    }

    @Test
    void sourceOfOneFamily_carriesNoOther() {
        EgressLink four = link("four", 1, LinkFallback.NONE, "192.0.2.1", "::/0", "0.0.0.0/0");
        replace(ways, four);
        assertThat(dialled("10.1.2.3")).containsExactly("four");
        assertThat(dialled("2001:db8::1")).isEmpty();
        replace(ways, with(four, true, null, end("", "xfrm0")));
        assertThat(dialled("2001:db8::1")).as("an interface carries both").containsExactly("four");
    }

    @Test
    void changeThatLeavesEndAndCheck_keepsWhatIsKnown() {
        LinkCheck check = new LinkCheck(Addresses.of("10.0.0.1"), 80, 5, 1, 2);
        EgressLink before = link("before", 1, LinkFallback.NONE, "192.0.2.1", "10.0.0.0/8");
        EgressLink checked = with(before, true, check, end("", "192.0.2.1"));
        replace(ways, checked);
        inForce(ways, checked).tracker().checked(LinkState.CHECK_REFUSED);
        EgressFixture.is(ways, checked, LinkState.CHECK_REFUSED);
        LinkMeter meter = inForce(ways, checked).meter();

        replace(ways, with(checked, true, check, end("", "192.0.2.1")));
        assertThat(inForce(ways, checked).status().state()).isEqualTo(LinkState.CHECK_REFUSED);
        assertThat(inForce(ways, checked).tracker().verdict()).isEqualTo(LinkState.CHECK_REFUSED);

        replace(ways, with(checked, true, check, end("", "192.0.2.9")));
        assertThat(inForce(ways, checked).status().state()).isEqualTo(LinkState.UP);
        assertThat(inForce(ways, checked).meter()).isSameAs(meter);
    }

    /** Against a second, slower telling of the same rule. */
    @Test
    void anyLinksAndStates_areOrderedAsTheRuleSays() {
        var random = new java.util.Random(11);
        for (int round = 0; round < 500; round++) {
            List<EgressLink> links = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                int prefix = 8 * random.nextInt(5);
                String network =
                        List.of(
                                        "0.0.0.0/0",
                                        "10.0.0.0/8",
                                        "10.1.0.0/16",
                                        "10.1.2.0/24",
                                        "10.1.2.3/32")
                                .get(prefix / 8);
                links.add(
                        link(
                                "link-" + i,
                                1 + random.nextInt(3),
                                LinkFallback.values()[random.nextInt(3)],
                                "192.0.2.1",
                                network));
            }
            replace(ways, links.toArray(EgressLink[]::new));
            boolean[] up = new boolean[links.size()];
            for (int i = 0; i < up.length; i++) {
                up[i] = random.nextInt(3) > 0;
                seen(links.get(i), up[i] ? 'u' : 'd');
            }
            assertThat(dialled("10.1.2.3")).as("round " + round).isEqualTo(told(links, up));
        }
    }

    private static List<String> told(List<EgressLink> links, boolean[] up) {
        List<String> order = new ArrayList<>();
        boolean[] passed = new boolean[links.size()];
        boolean byDefault = true;
        for (int turn = 0; turn < links.size(); turn++) {
            int best = -1;
            for (int i = 0; i < links.size(); i++) {
                if (!passed[i] && (best < 0 || before(links.get(i), links.get(best)))) {
                    best = i;
                }
            }
            passed[best] = true;
            if (up[best]) {
                order.add(links.get(best).name());
            }
            byDefault &= links.get(best).fallback() == LinkFallback.DEFAULT;
            if (links.get(best).fallback() == LinkFallback.NONE) {
                Arrays.fill(passed, true);
                break;
            }
        }
        if (byDefault) {
            order.add("default");
        }
        return order;
    }

    private static boolean before(EgressLink one, EgressLink other) {
        int prefix = one.networks().getFirst().prefix();
        int otherPrefix = other.networks().getFirst().prefix();
        if (prefix != otherPrefix) {
            return prefix > otherPrefix;
        }
        return one.priority() != other.priority()
                ? one.priority() < other.priority()
                : one.name().compareTo(other.name()) < 0;
    }

    @Test
    void internalNetworks_areThoseThatNeedAnApproval() {
        EgressLink link =
                link(
                        "link",
                        1,
                        LinkFallback.NONE,
                        "xfrm0",
                        "10.1.0.0/16",
                        "8.8.8.0/24",
                        "0.0.0.0/0",
                        "fc00:1::/32",
                        "::/0",
                        "2a00::/16");
        assertThat(link.internalNetworks())
                .extracting(Object::toString)
                .containsExactly("10.1.0.0/16", "fc00:1:0:0:0:0:0:0/32");
        assertThat(link.createdAt()).isEqualTo(Instant.EPOCH);
    }
}
