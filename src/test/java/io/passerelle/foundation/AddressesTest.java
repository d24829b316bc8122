package io.passerelle.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.10",
                "127.0.0.1",
                "127.64.0.9",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::9",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:db8::1"
            })
    void internalAddress_isInternal(String text) {
        assertThat(Addresses.isInternal(Addresses.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "11.0.0.1",
                "192.167.255.255",
                "2a00:1450::1",
                "128.0.0.1"
            })
    void publicAddress_isNotInternal(String text) {
        assertThat(Addresses.isInternal(Addresses.of(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "0x7f.0.0.1",
                "2130706433",
                "example.com",
                "fe80::1%eth0",
                "[::1]",
                "1.2.3.4 ",
                "١.2.3.4",
                ":::"
            })
    void otherSpellings_areNoAddress(String text) {
        assertThat(Addresses.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "10.0.0.0/8",
                "10.1.2.3/32",
                "2001:db8::/32",
                "192.168.1.128/25"
            })
    void networkWrittenBack_isTheSame(String text) {
        assertThat(Cidr.of(text).address())
                .isEqualTo(Addresses.of(text.substring(0, text.indexOf('/'))));
        assertThat(Cidr.parse(Cidr.of(text).toString())).contains(Cidr.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "/8",
                "10.0.0.0/x",
                "host/8"
            })
    void impossibleNetwork_isNone(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @Test
    void network_containsItsAddressesAndNoOthers() {
        Cidr network = Cidr.of("127.64.0.0/10");
        assertThat(network.contains(Addresses.of("127.64.0.0"))).isTrue();
        assertThat(network.contains(Addresses.of("127.127.255.255"))).isTrue();
        assertThat(network.contains(Addresses.of("127.63.255.255"))).isFalse();
        assertThat(network.contains(Addresses.of("127.128.0.0"))).isFalse();
        assertThat(network.contains(Addresses.of("::1"))).isFalse();
        assertThat(network.at(256)).isEqualTo(Addresses.of("127.64.1.0"));
        assertThat(network.at(65_536 + 255)).isEqualTo(Addresses.of("127.65.0.255"));
        assertThat(network.size()).isEqualTo(1 << 22);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "a_b.example",
                "xn--caf-dma.fr",
                "10.0.0.1",
                "::1",
                "example.com."
            })
    void hosts_areHosts(String text) {
        assertThat(HostPort.isHost(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a.fr",
                "a..b",
                "1.2.3",
                "exa mple.com",
                "http://x",
                "café.fr",
                "a.fr:80"
            })
    void otherTexts_areNoHosts(String text) {
        assertThat(HostPort.isHost(text)).isFalse();
    }
}
