package io.passerelle.diagnosis;

import static io.passerelle.diagnosis.Case.down;
import static io.passerelle.diagnosis.Case.fresh;
import static io.passerelle.diagnosis.Case.online;
import static io.passerelle.diagnosis.Case.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.passerelle.alerts.AlertKind;
import io.passerelle.api.ApiTexts;
import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.EndReason;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.RadiusStrangers.Fault;
import io.passerelle.sessions.Session;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimStatus;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule with the very events that cause it, and which of several is the answer (M2M-9). */
class DiagnosisRulesTest {

    private static final ApiTexts TEXTS = new ApiTexts();

    /** What stops a terminal, by the code of the answer. */
    static Stream<Arguments> stopped() {
        Map<String, Case> cases = new HashMap<>();
        cases.put("organisation_disabled", online().disabled("Boulangerie"));
        cases.put("status_ordered", fresh().is(SimStatus.ORDERED, null));
        cases.put("status_activatable", fresh().is(SimStatus.ACTIVATABLE, null));
        cases.put(
                "status_activation_requested",
                fresh().is(SimStatus.ACTIVATION_REQUESTED, SimStatus.ACTIVATABLE)
                        .asked(SimAction.ACTIVATE));
        cases.put(
                "consumption_stop",
                online().stoppedBy(AlertKind.MONTH_BYTES, 60_000_000, 50_000_000));
        cases.put("status_suspended", online().is(SimStatus.SUSPENDED, null));
        cases.put(
                "status_reactivation_requested",
                fresh().is(SimStatus.REACTIVATION_REQUESTED, SimStatus.SUSPENDED)
                        .asked(SimAction.REACTIVATE));
        cases.put("status_terminated", fresh().is(SimStatus.TERMINATED, null));
        cases.put(
                "status_waiting",
                fresh().is(SimStatus.TERMINATION_REQUESTED, SimStatus.SUSPENDED)
                        .asked(SimAction.TERMINATE));
        cases.put("never_seen", fresh());
        for (AuthenticationReason reason :
                List.of(
                        AuthenticationReason.IDENTITY_MISMATCH,
                        AuthenticationReason.NO_ACCESS_POINT,
                        AuthenticationReason.WRONG_ACCESS_POINT,
                        AuthenticationReason.CREDENTIALS_MISSING,
                        AuthenticationReason.WRONG_USER_NAME,
                        AuthenticationReason.WRONG_PASSWORD,
                        AuthenticationReason.OTHER_DEVICE,
                        AuthenticationReason.DEVICE_NOT_TOLD,
                        AuthenticationReason.SESSION_LIMIT,
                        AuthenticationReason.POOL_EXHAUSTED,
                        AuthenticationReason.OVERLOADED)) {
            cases.put(
                    "sign_on_" + reason.key(),
                    fresh().endedSession(300, 200).attempt(6, reason).attempt(3, reason));
        }
        cases.put(
                "sign_on_public_apn",
                fresh().isPublic()
                        .attempt(6, AuthenticationReason.PUBLIC_APN)
                        .attempt(3, AuthenticationReason.PUBLIC_APN));
        cases.put("sign_on_to_be_repeated", fresh().attempt(5, AuthenticationReason.STATUS));
        cases.put("no_accounting", fresh().endedSession(300, 200).signsOn(5));
        cases.put(
                "flapping",
                fresh().endedSession(50, 49)
                        .endedSession(40, 39)
                        .endedSession(30, 29)
                        .endedSession(20, 19)
                        .endedSession(10, 9));
        cases.put("offline", fresh().endedSession(300, 200));
        cases.put("address_clash", online().exchanges(4001, 5).otherAtSameAddress());
        cases.put("session_silent", online().silentFor(40));
        cases.put("no_connection", online());
        cases.put("accept_rate", online().refused(4001, 1, EndReason.ACCEPT_RATE));
        cases.put("overloaded", online().refused(4001, 1, EndReason.OVERLOADED));
        cases.put("limit_total", online().refused(4001, 1, EndReason.LIMIT_TOTAL));
        cases.put("limit_sim", online().refused(4001, 1, EndReason.LIMIT_SIM));
        cases.put("limit_group", online().refused(4001, 1, EndReason.LIMIT_GROUP));
        cases.put("limit_dialling", online().refused(4001, 1, EndReason.LIMIT_DIALLING));
        cases.put("no_route", online().refused(4002, 1, EndReason.NO_ROUTE));
        cases.put(
                "destination_refused",
                online().refused(
                                4001,
                                1,
                                EndReason.NO_DESTINATION_ALLOWED,
                                AttemptOutcome.NOT_ALLOWED));
        cases.put(
                "destinations_down",
                online().refused(
                                4001,
                                1,
                                EndReason.ALL_DESTINATIONS_FAILED,
                                AttemptOutcome.REFUSED));
        cases.put(
                "tls_failed",
                online().withoutRoutes()
                        .route(8883, down(AttemptOutcome.TLS_FAILED))
                        .refused(
                                8883,
                                1,
                                EndReason.ALL_DESTINATIONS_FAILED,
                                AttemptOutcome.TLS_FAILED));
        cases.put(
                "terminal_impatient",
                online().refused(4001, 1, EndReason.CLIENT_GONE_WHILE_CONNECTING));
        cases.put(
                "tls_alert",
                online().connection(443, 1, EndReason.DESTINATION_CLOSED, 517, 7, 0.2));
        cases.put(
                "destination_closes_at_once",
                online().connection(4001, 1, EndReason.DESTINATION_CLOSED, 0, 0, 0.1));
        cases.put(
                "terminal_silent", online().connection(4001, 5, EndReason.IDLE_TIMEOUT, 0, 40, 60));
        cases.put("no_answer", online().connection(4001, 1, EndReason.CLIENT_CLOSED, 99, 0, 30));
        return cases.entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stopped")
    void terminal_thatIsStopped_isToldByWhat(String code, Case terminal) {
        Diagnosis diagnosis = terminal.diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo(code);
        assertThat(diagnosis.answer().stops()).isTrue();
        assertThat(diagnosis.others()).extracting(Finding::code).doesNotContain("works");
        assertSaid(diagnosis.answer());
    }

    /** Every word is there in both languages, and every value the words name is in its place. */
    private static void assertSaid(Finding finding) {
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            Speech speech = new Speech(TEXTS, language, ZoneOffset.UTC);
            for (Phrase phrase : List.of(finding.title(), finding.why(), finding.todo())) {
                assertThat(speech.say(phrase))
                        .isNotEmpty()
                        .doesNotContain("{", "}", "diagnosis.", "sessions.", "Optional", "Phrase");
            }
            for (TimelineEvent event : finding.evidence()) {
                EventText text = EventWords.of(event);
                assertThat(speech.say(text.what()) + speech.say(text.detail()))
                        .doesNotContain("{", "}", "diagnosis.", "sessions.", "connections.");
            }
        }
    }

    @Test
    void everyRule_isTestedWithWhatCausesIt() {
        List<String> tested = stopped().map(arguments -> (String) arguments.get()[0]).toList();
        List<String> apart =
                List.of(
                        "nas_unknown",
                        "nas_bad_secret",
                        "nas_unsigned",
                        "device_changed",
                        "public_apn",
                        "connection_to_be_repeated",
                        "works",
                        "unclear");
        assertThat(Stream.concat(tested.stream(), apart.stream()))
                .containsExactlyInAnyOrderElementsOf(Chain.RULES.stream().map(Rule::code).toList());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void serverThatIsNotHeard_isNamedBesideACardThatWasNeverSeen(Fault fault) {
        Diagnosis diagnosis = fresh().unheard(fault, 3).diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("never_seen");
        Finding server = diagnosis.others().getFirst();
        assertThat(server.code()).isEqualTo("nas_" + fault.name().toLowerCase(Locale.ROOT));
        assertThat(server.actor()).isEqualTo(Actor.OPERATOR);
        assertSaid(server);
    }

    @Test
    void serverThatIsNotHeard_isNotBlamedForACardThatWasHeardSince() {
        Diagnosis diagnosis =
                fresh().unheard(Fault.UNKNOWN, 30)
                        .attempt(3, AuthenticationReason.WRONG_PASSWORD)
                        .diagnosis();

        assertThat(diagnosis.others()).isEmpty();
    }

    @Test
    void cardThatGoesStraightToTheInternet_isNotJudgedByWhatPassesHere() {
        Diagnosis unseen = fresh().isPublic().diagnosis();
        assertThat(unseen.answer().code()).isEqualTo("public_apn");
        assertThat(unseen.answer().stops()).isFalse();
        assertThat(unseen.others()).isEmpty();
        assertSaid(unseen.answer());

        Diagnosis moved = online().isPublic().refused(4001, 1, EndReason.NO_ROUTE).diagnosis();
        assertThat(moved.answer().code()).isEqualTo("public_apn");
        assertThat(moved.others()).isEmpty();

        assertThat(fresh().isPublic().is(SimStatus.SUSPENDED, null).diagnosis().answer().code())
                .isEqualTo("status_suspended");
        assertThat(fresh().attempt(3, AuthenticationReason.PUBLIC_APN).diagnosis().answer().code())
                .isEqualTo("sign_on_to_be_repeated");
    }

    @Test
    void cardInAnotherDevice_isToldBesideThatItWorks() {
        Diagnosis diagnosis =
                fresh().endedSession(300, 200, "3512345678901201")
                        .signsOn(60)
                        .sessionOf(60, "8698765432109801")
                        .exchanges(4001, 2)
                        .diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("works");
        assertThat(diagnosis.others()).extracting(Finding::code).containsExactly("device_changed");
        assertSaid(diagnosis.others().getFirst());
    }

    @Test
    void softwareOfTheSameDevice_isNoOtherDevice() {
        assertThat(
                        fresh().endedSession(300, 200, "3512345678901201")
                                .sessionOf(60, "3512345678901202")
                                .exchanges(4001, 2)
                                .diagnosis()
                                .others())
                .isEmpty();
    }

    @Test
    void terminalThatExchangesData_worksAndTheLastConnectionProvesIt() {
        Diagnosis diagnosis = online().exchanges(4001, 30).exchanges(4001, 2).diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("works");
        assertThat(diagnosis.answer().stops()).isFalse();
        assertThat(diagnosis.answer().evidence()).hasSize(1);
        assertThat(diagnosis.others()).isEmpty();
        assertSaid(diagnosis.answer());
    }

    @Test
    void connectionThatIsOpenAndTalks_provesThatItWorks() {
        Diagnosis diagnosis = online().talks(4001, 10, 20).diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("works");
        assertSaid(diagnosis.answer());
    }

    @Test
    void onePortThatFails_hindersATerminalThatWorksOnAnother() {
        Diagnosis diagnosis =
                online().exchanges(4001, 2).refused(4002, 1, EndReason.NO_ROUTE).diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("works");
        assertThat(diagnosis.others()).extracting(Finding::code).containsExactly("no_route");
        assertThat(diagnosis.others().getFirst().stops()).isFalse();
    }

    @Test
    void failureThatWasFollowedBySuccess_isHistory() {
        Diagnosis diagnosis =
                online().refused(4001, 9, EndReason.ALL_DESTINATIONS_FAILED, AttemptOutcome.REFUSED)
                        .exchanges(4001, 2)
                        .diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("works");
        assertThat(diagnosis.others()).isEmpty();
    }

    @Test
    void routeMadeSinceTheLastAttempt_hasTheTerminalTryAgain() {
        Diagnosis diagnosis = online().refused(4001, 1, EndReason.NO_ROUTE).diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("connection_to_be_repeated");
        assertThat(diagnosis.answer().stops()).isFalse();
        assertSaid(diagnosis.answer());
    }

    @Test
    void checksThatFindEveryServerDown_areBelievedBeforeATerminalTries() {
        Diagnosis diagnosis =
                online().withoutRoutes().route(4001, down(AttemptOutcome.TIMED_OUT)).diagnosis();

        assertThat(diagnosis.others())
                .extracting(Finding::code, Finding::stops)
                .contains(tuple("destinations_down", true));
    }

    @Test
    void shareOfConnectionsThatAreClosedAtOnce_isTold() {
        Diagnosis diagnosis =
                online().exchanges(4001, 20)
                        .exchanges(4001, 15)
                        .connection(4001, 10, EndReason.DESTINATION_RESET, 40, 0, 0.1)
                        .connection(4001, 5, EndReason.DESTINATION_CLOSED, 0, 0, 0.1)
                        .diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("destination_closes_at_once");
        assertThat(diagnosis.answer().evidence()).hasSize(2);
        assertThat(new Speech(TEXTS, Locale.ENGLISH, ZoneOffset.UTC).say(diagnosis.answer().why()))
                .contains("2 of the last 4");
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void cardThatARuleStopped_isToldWhichAndWhatItMeasured(AlertKind kind) {
        Finding stop = online().stoppedBy(kind, 61, 52).diagnosis().answer();

        String why = new Speech(TEXTS, Locale.ENGLISH, ZoneOffset.UTC).say(stop.why());
        assertThat(why).contains("“Video”", "21/11/2026, 10:29:00");
        if (kind.hasThreshold()) {
            assertThat(why).contains("61");
        }
        assertThat(stop.evidence())
                .extracting(TimelineEvent::kind)
                .containsExactly(TimelineKind.STATUS, TimelineKind.ALERT);
        assertSaid(stop);
    }

    @Test
    void cardThatLostItsAddressToAnother_isToldWhich() {
        Finding clash = fresh().signsOn(60).losesItsAddress(60, 10).diagnosis().answer();

        assertThat(clash.code()).isEqualTo("address_clash");
        assertThat(new Speech(TEXTS, Locale.ENGLISH, ZoneOffset.UTC).say(clash.why()))
                .contains("10.64.0.17", "8933000000000000017", "21/11/2026, 11:50:00");
        assertThat(clash.evidence())
                .extracting(TimelineEvent::kind)
                .containsExactly(TimelineKind.SESSION_END);
        assertSaid(clash);
    }

    @Test
    void cardThatCameToTheAddressLongAfter_isNoClash() {
        Session lost = Case.session(60, 10, Case.ago(10), SessionEndReason.ADDRESS_REUSED, "");
        assertThat(SessionRules.mayClash(lost, openSince(10))).isTrue();
        assertThat(SessionRules.mayClash(lost, openSince(90))).isTrue();
        assertThat(SessionRules.mayClash(lost, openSince(9))).isFalse();
        assertThat(SessionRules.mayClash(openSince(60), openSince(9))).isTrue();
    }

    private static Session openSince(double minutes) {
        return Case.session(minutes, 1, null, null, "");
    }

    @Test
    void firstInTheChain_isTheAnswer_andTheRestIsListedBelow() {
        Diagnosis diagnosis =
                fresh().is(SimStatus.SUSPENDED, null)
                        .endedSession(300, 200)
                        .refused(4002, 250, EndReason.NO_ROUTE)
                        .diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("status_suspended");
        assertThat(diagnosis.others())
                .extracting(Finding::code)
                .containsExactly("offline", "no_route");
    }

    @Test
    void wrongPasswordOfAnotherDevice_doesNotStopAnOpenSession() {
        Diagnosis diagnosis =
                online().exchanges(4001, 2)
                        .attempt(1, AuthenticationReason.WRONG_PASSWORD)
                        .diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("works");
        assertThat(diagnosis.others())
                .extracting(Finding::code)
                .containsExactly("sign_on_wrong_password");
    }

    @Test
    void sessionThatIsSilentButCarriesConnections_isNotGone() {
        Diagnosis diagnosis = online().silentFor(40).exchanges(4001, 2).diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("works");
        assertThat(diagnosis.others()).extracting(Finding::code).containsExactly("session_silent");
    }

    @Test
    void terminalThatHasJustSignedOn_isGivenTimeToConnect() {
        Diagnosis diagnosis = new Case().route(4001, up()).signsOn(1).session(1).diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("unclear");
        assertSaid(diagnosis.answer());
    }

    @Test
    void oldConnections_sayNothingAboutNow() {
        Diagnosis diagnosis = online().refused(4002, 3_000, EndReason.NO_ROUTE).diagnosis();

        assertThat(diagnosis.answer().code()).isEqualTo("no_connection");
        assertThat(diagnosis.others()).isEmpty();
        assertSaid(diagnosis.answer());
    }
}
