package io.passerelle.sessions;

import static io.passerelle.store.db.Tables.NAS;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.testing.Modules;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** M2M-7. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkAccessServersTest {

    private Field field;
    private NetworkAccessServers servers;
    private NasDirectory directory;

    @BeforeAll
    void open() {
        field = new Field();
        servers = field.modules.get(NetworkAccessServers.class);
        directory = field.modules.get(NasDirectory.class);
    }

    @AfterAll
    void close() {
        field.close();
    }

    @Test
    void newServer_isKnownWithItsSecretWhichIsSealedInTheDatabase() {
        NetworkAccessServer made = servers.create(field.operator, draft("a", "10.1.0.0/16", "top"));
        eventually(() -> {
            KnownNas known = directory.byAddress(Addresses.of("10.1.2.3"));
            assertThat(known).isNotNull();
            assertThat(known.secret()).isEqualTo("top".getBytes(StandardCharsets.UTF_8));
        });
        byte[] stored =
                field.modules
                        .database()
                        .dsl()
                        .select(NAS.SECRET)
                        .from(NAS)
                        .where(NAS.ID.eq(made.id()))
                        .fetchSingle(NAS.SECRET);
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("top");
    }

    @Test
    void changeWithoutASecret_keepsIt() {
        NetworkAccessServer made =
                servers.create(field.operator, draft("b", "10.2.0.0/16", "keep"));
        eventually(() -> assertThat(directory.byId(made.id())).isNotNull());
        servers.update(field.operator, made.id(), 1, draft("b2", "10.2.0.0/16", null));
        eventually(() -> {
            KnownNas known = directory.byId(made.id());
            assertThat(known).isNotNull();
            assertThat(known.server().name()).isEqualTo("b2");
            assertThat(known.secret()).isEqualTo("keep".getBytes(StandardCharsets.UTF_8));
        });
        assertThatThrownBy(() ->
                        servers.update(
                                field.operator, made.id(), 1, draft("b3", "10.2.0.0/16", null)))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void everyMistake_isToldAtOnce() {
        assertThatThrownBy(() -> servers.create(field.operator, draft(" ", "10.0.0.1/8", "")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .extracting(FieldError::field)
                                        .containsExactlyInAnyOrder("name", "secret", "network"));
    }

    @Test
    void networkOfAnother_isRefused() {
        servers.create(field.operator, draft("c", "10.3.0.0/16", "x"));
        assertThatThrownBy(() -> servers.create(field.operator, draft("d", "10.3.0.0/16", "x")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors().getFirst().field())
                                        .isEqualTo("network"));
    }

    @Test
    void customer_neitherSeesNorMakesOne() {
        Viewer customer = Modules.customer(field.customer.id(), Right.MANAGE_SIMS);
        assertThatThrownBy(() -> servers.create(customer, draft("e", "10.4.0.0/16", "x")))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> servers.get(customer, field.nas.id()))
                .isInstanceOf(NotFound.class);
        var own = new Visible.Organisations(Set.of(field.customer.id()));
        assertThat(servers.listing().page(own, ListQuery.ALL, 0, 10)).isEmpty();
    }

    @Test
    void deletedServer_isAStranger() {
        NetworkAccessServer made = servers.create(field.operator, draft("f", "10.5.0.0/16", "x"));
        eventually(() -> assertThat(directory.byId(made.id())).isNotNull());
        servers.delete(field.operator, made.id());
        eventually(() -> assertThat(directory.byId(made.id())).isNull());
    }

    @Test
    void firstSignedRequest_isKeptForGood() {
        NetworkAccessServer made = servers.create(field.operator, draft("g", "10.6.0.0/16", "x"));
        directory.sawSigned(made);
        eventually(() -> {
            KnownNas known = directory.byId(made.id());
            assertThat(known).isNotNull();
            assertThat(known.server().signsRequests()).isTrue();
        });
    }

    @Test
    void list_isSortedByEveryColumnAndFoundByWord() {
        var everything = new Visible.Everything();
        for (String key : servers.listing().sortKeys()) {
            var query = ListQuery.ALL.withSort(key, false).withSearch("ggsn");
            assertThat(servers.listing().page(everything, query, 0, 10))
                    .extracting(NetworkAccessServer::name)
                    .containsExactly("ggsn1");
        }
        assertThat(servers.name(Ids.next())).isEmpty();
    }

    private static NetworkAccessServerDraft draft(
            String name, String network, @Nullable String secret) {
        return new NetworkAccessServerDraft(
                name, network, secret, MessageAuthenticatorPolicy.AUTO, null, true);
    }
}
