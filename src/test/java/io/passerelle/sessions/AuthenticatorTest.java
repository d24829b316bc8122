package io.passerelle.sessions;

import static io.passerelle.sessions.Reports.APN;
import static io.passerelle.sessions.Reports.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private static final String IMSI = "208200000000001";
    private static final String MSISDN = "33600000001";
    private static final UUID NAS = Ids.next();
    private static final InetAddress BOX = Addresses.of("10.0.0.1");

    private final Cards cards = new Cards();
    private final List<Authentication> journal = new ArrayList<>();
    private final SessionRegistry registry =
            new SessionRegistry(
                    record -> CompletableFuture.completedFuture(null), SessionLimits.USUAL);
    private final Authenticator authenticator =
            new Authenticator(
                    cards,
                    registry,
                    new AuthenticationJournal() {
                        @Override
                        public void offer(Authentication record) {
                            journal.add(record);
                        }

                        @Override
                        public CompletionStage<Void> append(Authentication record) {
                            journal.add(record);
                            return CompletableFuture.completedFuture(null);
                        }
                    },
                    sealed -> new String(sealed, StandardCharsets.UTF_8));

    @Test
    void cardWithoutCredentials_isAcceptedByItsImsi() {
        cards.add(IMSI, MSISDN, plain());
        assertThat(reason(IMSI, "", "", new Credentials.None()))
                .isEqualTo(AuthenticationReason.ACCEPTED);
        assertThat(journal.getFirst().method()).isEqualTo(AuthenticationMethod.IDENTITY);
        assertThat(journal.getFirst().sessionId()).isNotNull();
    }

    @Test
    void cardWithoutCredentials_isAcceptedByItsNumber() {
        cards.add(IMSI, MSISDN, plain());
        assertThat(reason("", MSISDN, "", new Credentials.None()))
                .isEqualTo(AuthenticationReason.ACCEPTED);
    }

    @Test
    void cardWithoutCredentials_isAcceptedWhateverNameTheNetworkSends() {
        cards.add(IMSI, MSISDN, plain());
        assertThat(reason(IMSI, MSISDN, "anonymous", pap("anonymous")))
                .isEqualTo(AuthenticationReason.ACCEPTED);
    }

    @Test
    void cardNobodyKnows_isRefused() {
        assertThat(reason(IMSI, MSISDN, "", new Credentials.None()))
                .isEqualTo(AuthenticationReason.UNKNOWN_SIM);
        assertThat(journal.getFirst().organisationId()).isNull();
    }

    @Test
    void imsiAndNumberOfTwoCards_areRefused() {
        cards.add(IMSI, "33600000009", plain());
        cards.add("208200000000009", MSISDN, plain());
        assertThat(reason(IMSI, MSISDN, "", new Credentials.None()))
                .isEqualTo(AuthenticationReason.IDENTITY_MISMATCH);
    }

    @Test
    void rightPassword_isAcceptedByPap() {
        cards.add(IMSI, MSISDN, withPassword());
        assertThat(reason(IMSI, MSISDN, "Meter1", pap("s3cret")))
                .isEqualTo(AuthenticationReason.ACCEPTED);
        assertThat(journal.getFirst().method()).isEqualTo(AuthenticationMethod.PAP);
    }

    @Test
    void rightPassword_isAcceptedByPapWhenOnlyTheNameTellsTheCard() {
        cards.add("", "", withPassword());
        assertThat(reason("", "", "meter1", pap("s3cret")))
                .isEqualTo(AuthenticationReason.ACCEPTED);
    }

    @Test
    void nameOfACardWithoutPassword_provesNothing() {
        Subscriber named =
                new Subscriber(Ids.next(), Ids.next(), "open", null, APN, null, 1, true, true);
        cards.add("", "", named);
        assertThat(reason("", "", "open", pap(""))).isEqualTo(AuthenticationReason.UNKNOWN_SIM);
    }

    @Test
    void wrongPassword_isRefused() {
        cards.add(IMSI, MSISDN, withPassword());
        assertThat(reason(IMSI, MSISDN, "meter1", pap("guess")))
                .isEqualTo(AuthenticationReason.WRONG_PASSWORD);
    }

    @Test
    void wrongChapResponse_isRefused() {
        cards.add(IMSI, MSISDN, withPassword());
        assertThat(
                        reason(
                                IMSI,
                                MSISDN,
                                "meter1",
                                new Credentials.Chap(1, new byte[16], new byte[16])))
                .isEqualTo(AuthenticationReason.WRONG_PASSWORD);
    }

    @Test
    void cardOfTheMobileOperatorsAccessPoint_isRefusedWithThatReason_whateverElseIsRight() {
        cards.add(
                IMSI,
                MSISDN,
                new Subscriber(
                        Ids.next(),
                        Ids.next(),
                        null,
                        null,
                        APN,
                        null,
                        1,
                        true,
                        true,
                        null,
                        "",
                        true));
        assertThat(reason(IMSI, MSISDN, "", new Credentials.None()))
                .isEqualTo(AuthenticationReason.PUBLIC_APN);
        assertThat(journal.getFirst().accepted()).isFalse();
        assertThat(journal.getFirst().sessionId()).isNull();
    }

    @Test
    void nameOfAnotherCard_isRefused() {
        cards.add(IMSI, MSISDN, withPassword());
        assertThat(reason(IMSI, MSISDN, "meter2", pap("s3cret")))
                .isEqualTo(AuthenticationReason.WRONG_USER_NAME);
    }

    @Test
    void cardWithAPasswordAndNoneGiven_isRefused() {
        cards.add(IMSI, MSISDN, withPassword());
        assertThat(reason(IMSI, MSISDN, "meter1", new Credentials.None()))
                .isEqualTo(AuthenticationReason.CREDENTIALS_MISSING);
    }

    @Test
    void cardWhoseStatusForbidsIt_isRefused() {
        cards.add(IMSI, MSISDN, card(APN, false, true));
        assertThat(reason(IMSI, MSISDN, "", new Credentials.None()))
                .isEqualTo(AuthenticationReason.STATUS);
    }

    @Test
    void cardOfADisabledOrganisation_isRefused() {
        cards.add(IMSI, MSISDN, card(APN, true, false));
        assertThat(reason(IMSI, MSISDN, "", new Credentials.None()))
                .isEqualTo(AuthenticationReason.ORGANISATION_DISABLED);
    }

    @Test
    void cardWithoutAccessPoint_isRefused() {
        cards.add(IMSI, MSISDN, card(null, true, true));
        assertThat(reason(IMSI, MSISDN, "", new Credentials.None()))
                .isEqualTo(AuthenticationReason.NO_ACCESS_POINT);
    }

    @Test
    void cardAtAnotherAccessPoint_isRefused() {
        var elsewhere = new AccessPointRules("other.example", List.of(), null, 600);
        cards.add(IMSI, MSISDN, card(elsewhere, true, true));
        assertThat(reason(IMSI, MSISDN, "", new Credentials.None()))
                .isEqualTo(AuthenticationReason.WRONG_ACCESS_POINT);
    }

    @Test
    void emptyPool_refusesAndSaysSo() {
        for (int i = 0; i < 6; i++) {
            registry.promise(Reports.sim(1), NAS, APN.pools(), a -> false, T0);
        }
        cards.add(IMSI, MSISDN, plain());
        assertThat(reason(IMSI, MSISDN, "", new Credentials.None()))
                .isEqualTo(AuthenticationReason.POOL_EXHAUSTED);
        assertThat(journal.getFirst().accepted()).isFalse();
    }

    @Test
    void cardLockedToADevice_isAcceptedInItOnly() {
        cards.add(IMSI, MSISDN, lockedTo("49015420323751"));
        assertThat(reason("4901542032375107")).isEqualTo(AuthenticationReason.ACCEPTED);
        journal.clear();
        // mobiles send a spare 0 where people have the check digit
        assertThat(reason("490154203237510")).isEqualTo(AuthenticationReason.ACCEPTED);
        journal.clear();
        assertThat(reason("3520990017614823")).isEqualTo(AuthenticationReason.OTHER_DEVICE);
        assertThat(journal.getFirst().imeisv()).isEqualTo("3520990017614823");
        journal.clear();
        assertThat(reason("")).isEqualTo(AuthenticationReason.DEVICE_NOT_TOLD);
        journal.clear();
        assertThat(reason("no device at all")).isEqualTo(AuthenticationReason.OTHER_DEVICE);
    }

    private AuthenticationReason reason(String imeisv) {
        return reason(IMSI, MSISDN, "", new Credentials.None(), imeisv);
    }

    private static Subscriber lockedTo(String imei) {
        return new Subscriber(
                Ids.next(), Ids.next(), null, null, APN, null, 4, true, true, imei, "Paris", false);
    }

    private AuthenticationReason reason(
            String imsi, String msisdn, String userName, Credentials credentials) {
        return reason(imsi, msisdn, userName, credentials, "");
    }

    private AuthenticationReason reason(
            String imsi, String msisdn, String userName, Credentials credentials, String imeisv) {
        var request =
                new SignOn(
                        T0, NAS, BOX, userName, credentials, msisdn, imsi, "M2M.example", imeisv);
        AuthenticationReason reason = authenticator.signOn(request).reason();
        assertThat(journal).singleElement().extracting(Authentication::reason).isEqualTo(reason);
        return reason;
    }

    private static Credentials pap(String password) {
        return new Credentials.Pap(password.getBytes(StandardCharsets.UTF_8));
    }

    private static Subscriber plain() {
        return card(APN, true, true);
    }

    private static Subscriber card(
            @Nullable AccessPointRules accessPoint, boolean status, boolean organisation) {
        return new Subscriber(
                Ids.next(), Ids.next(), null, null, accessPoint, null, 1, status, organisation);
    }

    private static Subscriber withPassword() {
        return new Subscriber(
                Ids.next(),
                Ids.next(),
                "meter1",
                "s3cret".getBytes(StandardCharsets.UTF_8),
                APN,
                null,
                1,
                true,
                true);
    }

    private static final class Cards implements Subscribers {
        private final Map<String, Subscriber> known = new HashMap<>();

        void add(String imsi, String msisdn, Subscriber card) {
            known.put(imsi, card);
            known.put(msisdn, card);
            known.put(String.valueOf(card.userName()), card);
            known.remove("");
        }

        @Override
        public @Nullable Subscriber byImsi(String imsi) {
            return known.get(imsi);
        }

        @Override
        public @Nullable Subscriber byMsisdn(String msisdn) {
            return known.get(msisdn);
        }

        @Override
        public @Nullable Subscriber byUserName(String userName) {
            return known.get(userName);
        }

        @Override
        public boolean isStatic(InetAddress address) {
            return false;
        }
    }
}
