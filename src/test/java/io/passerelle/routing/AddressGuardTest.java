package io.passerelle.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Ids;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** M2M-26. */
class AddressGuardTest {

    private final UUID operator = Ids.next();
    private final UUID customer = Ids.next();
    private final UUID site = Ids.next();
    private final UUID other = Ids.next();
    private final Map<UUID, UUID> parents =
            Map.of(customer, operator, site, customer, other, operator);
    private final AddressGuard guard = new AddressGuard(parents::get);

    @BeforeEach
    void approve() {
        guard.replace(Map.of(customer, List.of(Cidr.of("10.1.0.0/16"), Cidr.of("fd00::/8"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.2.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "192.168.1.10",
                "172.31.255.255",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "::ffff:10.2.0.1",
                "::ffff:127.0.0.1",
                "::10.2.0.1",
                "64:ff9b::a02:1",
                "2002:a02:1::"
            })
    void internalAddress_isRefusedHoweverItIsSpelled(String address) {
        assertThat(guard.allows(customer, Addresses.of(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"})
    void publicAddress_isAllowedForEverybody(String address) {
        assertThat(guard.allows(other, Addresses.of(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.1", "::ffff:10.1.255.255", "fd12::1"})
    void approvedNetwork_isAllowedForTheCustomerAndBelowAndForNobodyElse(String address) {
        assertThat(guard.allows(customer, Addresses.of(address))).isTrue();
        assertThat(guard.allows(site, Addresses.of(address))).isTrue();
        assertThat(guard.allows(operator, Addresses.of(address))).isFalse();
        assertThat(guard.allows(other, Addresses.of(address))).isFalse();
    }

    @Test
    void approvalIsWithdrawn_refusedAtOnce() {
        guard.replace(Map.of());
        assertThat(guard.allows(customer, Addresses.of("10.1.0.1"))).isFalse();
    }

    @Test
    void organisationsFormARing_theQuestionStillEnds() {
        AddressGuard ring = new AddressGuard(id -> id);
        assertThat(ring.allows(customer, Addresses.of("10.1.0.1"))).isFalse();
    }
}
