package io.passerelle.sessions;

import static io.passerelle.sessions.Reports.at;
import static io.passerelle.sessions.Reports.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Ids;
import io.passerelle.sessions.SessionEvent.Concluded;
import io.passerelle.sessions.SessionEvent.Lapsed;
import io.passerelle.sessions.SessionEvent.Reported;
import io.passerelle.sessions.SessionState.Ended;
import io.passerelle.sessions.SessionState.Open;
import io.passerelle.sessions.SessionState.Promised;
import io.passerelle.sessions.SessionState.Unknown;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each state, each event. */
class SessionLifeTest {

    private static final UUID ID = Ids.next();
    private static final Reports REPORTS =
            Reports.of(Reports.sim(1), Ids.next(), "0A000001", "10.64.0.1");

    private static final SessionState UNKNOWN = new Unknown();
    private static final SessionState PROMISED =
            new Promised(
                    ID, REPORTS.sim().simId(), REPORTS.nasId(), REPORTS.address(), at(0), at(120));
    private static final SessionState OPEN = new Open(facts(), usage(1000), at(100));
    private static final SessionState STOPPED = ended(SessionEndReason.STOP);
    private static final SessionState MISSED = ended(SessionEndReason.INTERIMS_MISSED);
    private static final SessionState REPLACED = ended(SessionEndReason.SIM_REUSED);

    private static final SessionEvent START = reported(REPORTS.start(50));
    private static final SessionEvent INTERIM = reported(REPORTS.interim(150, 150, 1500));
    private static final SessionEvent LATE_INTERIM = reported(REPORTS.interim(50, 50, 500));
    private static final SessionEvent LATER_INTERIM = reported(REPORTS.interim(900, 900, 9000));
    private static final SessionEvent STOP = reported(REPORTS.stop(250, 250, 2500));
    private static final SessionEvent CONCLUDED = new Concluded(at(300), SessionEndReason.NAS_ON);
    private static final SessionEvent LAPSED = new Lapsed();

    static List<Arguments> grid() {
        return List.of(
                row("unknown", UNKNOWN, START, Open.class, 0, null),
                row("unknown", UNKNOWN, INTERIM, Open.class, 1500, null),
                row("unknown", UNKNOWN, STOP, Ended.class, 2500, SessionEndReason.STOP),
                row("unknown", UNKNOWN, CONCLUDED, Unknown.class, 0, null),
                row("unknown", UNKNOWN, LAPSED, Unknown.class, 0, null),
                row("promised", PROMISED, START, Open.class, 0, null),
                row("promised", PROMISED, INTERIM, Open.class, 1500, null),
                row("promised", PROMISED, STOP, Ended.class, 2500, SessionEndReason.STOP),
                row("promised", PROMISED, CONCLUDED, Unknown.class, 0, null),
                row("promised", PROMISED, LAPSED, Unknown.class, 0, null),
                row("open", OPEN, START, Open.class, 1000, null),
                row("open", OPEN, INTERIM, Open.class, 1500, null),
                row("open", OPEN, LATE_INTERIM, Open.class, 1000, null),
                row("open", OPEN, STOP, Ended.class, 2500, SessionEndReason.STOP),
                row("open", OPEN, CONCLUDED, Ended.class, 1000, SessionEndReason.NAS_ON),
                row("open", OPEN, LAPSED, Open.class, 1000, null),
                row("stopped", STOPPED, START, Ended.class, 1000, SessionEndReason.STOP),
                row("stopped", STOPPED, INTERIM, Ended.class, 1500, SessionEndReason.STOP),
                row("stopped", STOPPED, LATER_INTERIM, Ended.class, 9000, SessionEndReason.STOP),
                row("stopped", STOPPED, STOP, Ended.class, 2500, SessionEndReason.STOP),
                row("stopped", STOPPED, CONCLUDED, Ended.class, 1000, SessionEndReason.STOP),
                row("stopped", STOPPED, LAPSED, Ended.class, 1000, SessionEndReason.STOP),
                row("missed", MISSED, START, Ended.class, 1000, SessionEndReason.INTERIMS_MISSED),
                row("missed", MISSED, INTERIM, Ended.class, 1500, SessionEndReason.INTERIMS_MISSED),
                row("missed", MISSED, LATER_INTERIM, Open.class, 9000, null),
                row("missed", MISSED, STOP, Ended.class, 2500, SessionEndReason.INTERIMS_MISSED),
                row(
                        "missed",
                        MISSED,
                        CONCLUDED,
                        Ended.class,
                        1000,
                        SessionEndReason.INTERIMS_MISSED),
                row("missed", MISSED, LAPSED, Ended.class, 1000, SessionEndReason.INTERIMS_MISSED),
                row(
                        "replaced",
                        REPLACED,
                        LATER_INTERIM,
                        Ended.class,
                        9000,
                        SessionEndReason.SIM_REUSED));
    }

    @ParameterizedTest(name = "{0} + {2} = {3}")
    @MethodSource("grid")
    void everyStateAndEvent(
            String name,
            SessionState state,
            SessionEvent event,
            Class<? extends SessionState> expected,
            long octets,
            @Nullable SessionEndReason reason) {
        SessionState after = SessionLife.after(state, event);
        assertThat(after).isInstanceOf(expected);
        switch (after) {
            case Open open -> assertThat(open.usage()).isEqualTo(usage(octets));
            case Ended ended -> {
                assertThat(ended.usage()).isEqualTo(usage(octets));
                assertThat(ended.reason()).isEqualTo(reason);
            }
            case Promised ignored -> {}
            case Unknown ignored -> {}
        }
    }

    @Test
    void stop_endsWhenItHappenedAndKeepsTheCause() {
        var ended = (Ended) SessionLife.after(OPEN, STOP);
        assertThat(ended.endedAt()).isEqualTo(at(250));
        assertThat(ended.terminateCause()).isEqualTo("User-Request");
    }

    @Test
    void promisedSession_keepsTheIdThatClassCarried() {
        var open = (Open) SessionLife.after(PROMISED, START);
        assertThat(open.facts().id()).isEqualTo(ID);
    }

    @Test
    void interimWithAnotherAddress_movesTheSession() {
        var moved = Reports.of(REPORTS.sim(), REPORTS.nasId(), "0A000001", "10.64.0.2");
        var open = (Open) SessionLife.after(OPEN, reported(moved.interim(150, 150, 1)));
        assertThat(open.facts().address()).isEqualTo(moved.address());
    }

    @Test
    void lateInterimWithAnOlderAddress_doesNotMoveItBack() {
        var moved = Reports.of(REPORTS.sim(), REPORTS.nasId(), "0A000001", "10.64.0.2");
        var open = (Open) SessionLife.after(OPEN, reported(moved.interim(50, 50, 1)));
        assertThat(open.facts().address()).isEqualTo(REPORTS.address());
    }

    private static Arguments row(
            String name,
            SessionState state,
            SessionEvent event,
            Class<? extends SessionState> expected,
            long octets,
            @Nullable SessionEndReason reason) {
        return Arguments.of(name, state, event, expected, octets, reason);
    }

    private static SessionEvent reported(AccountingReport report) {
        return new Reported(report, facts());
    }

    private static SessionState ended(SessionEndReason reason) {
        return new Ended(facts(), usage(1000), at(100), at(200), reason, "");
    }

    private static SessionFacts facts() {
        return new SessionFacts(
                ID,
                REPORTS.sim().simId(),
                REPORTS.sim().organisationId(),
                REPORTS.nasId(),
                REPORTS.box(),
                REPORTS.acctSessionId(),
                "m2m.example",
                REPORTS.address(),
                "",
                "",
                "",
                "",
                "",
                at(0),
                600);
    }
}
