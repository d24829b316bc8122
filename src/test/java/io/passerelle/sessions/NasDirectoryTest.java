package io.passerelle.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NasDirectoryTest {

    private final List<UUID> remembered = new ArrayList<>();
    private final NasDirectory directory = new NasDirectory(remembered::add);

    @Test
    void longestNetworkAroundAnAddress_isTheServers() {
        directory.replace(
                List.of(
                        nas("wide", "10.0.0.0/8"),
                        nas("box", "10.1.2.3/32"),
                        nas("site", "10.1.0.0/16")));
        assertThat(nameAt("10.1.2.3")).isEqualTo("box");
        assertThat(nameAt("10.1.2.4")).isEqualTo("site");
        assertThat(nameAt("10.2.0.1")).isEqualTo("wide");
        assertThat(nameAt("11.0.0.1")).isNull();
        assertThat(nameAt("2001:db8::1")).isNull();
    }

    @Test
    void disabledServer_isAStranger() {
        NetworkAccessServer off =
                new NetworkAccessServer(
                        Ids.next(),
                        "off",
                        Cidr.of("10.0.0.0/8"),
                        MessageAuthenticatorPolicy.AUTO,
                        false,
                        "off.example",
                        false,
                        Instant.EPOCH,
                        1);
        directory.replace(List.of(new KnownNas(off, new byte[] {1})));
        assertThat(nameAt("10.0.0.1")).isNull();
        assertThat(directory.byCertificateName("off.example")).isNull();
        assertThat(directory.byId(off.id())).isNull();
    }

    @Test
    void certificateName_isFoundInAnyCase() {
        directory.replace(List.of(nas("ggsn", "10.0.0.0/8")));
        assertThat(directory.byCertificateName("GGSN.example")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "YES, false, false, true",
        "YES, true, false, true",
        "NO, false, false, false",
        "NO, true, true, false",
        "AUTO, false, false, false",
        "AUTO, true, false, true",
        "AUTO, false, true, true"
    })
    void signature_isRequiredByPolicyAndByWhatWasSeen(
            MessageAuthenticatorPolicy policy, boolean stored, boolean seenNow, boolean required) {
        NetworkAccessServer server = server("ggsn", "10.0.0.0/8", policy, stored);
        if (seenNow) {
            directory.sawSigned(server);
        }
        assertThat(directory.requiresSignature(server)).isEqualTo(required);
    }

    @Test
    void firstSignedRequest_isRememberedOnce() {
        NetworkAccessServer server =
                server("ggsn", "10.0.0.0/8", MessageAuthenticatorPolicy.AUTO, false);
        directory.sawSigned(server);
        directory.sawSigned(server);
        assertThat(remembered).containsExactly(server.id());
    }

    private @Nullable String nameAt(String address) {
        KnownNas found = directory.byAddress(Addresses.of(address));
        return found == null ? null : found.server().name();
    }

    private static KnownNas nas(String name, String network) {
        return new KnownNas(
                server(name, network, MessageAuthenticatorPolicy.AUTO, false), new byte[] {1});
    }

    private static NetworkAccessServer server(
            String name, String network, MessageAuthenticatorPolicy policy, boolean signs) {
        return new NetworkAccessServer(
                Ids.next(),
                name,
                Cidr.of(network),
                policy,
                signs,
                name + ".example",
                true,
                Instant.EPOCH,
                1);
    }
}
