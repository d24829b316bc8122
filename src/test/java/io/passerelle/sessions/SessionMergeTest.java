package io.passerelle.sessions;

import static io.passerelle.sessions.Reports.at;
import static io.passerelle.sessions.Reports.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Ids;
import io.passerelle.sessions.SessionState.Ended;
import io.passerelle.sessions.SessionState.Open;
import io.passerelle.sessions.SessionState.Promised;
import io.passerelle.sessions.SessionState.Unknown;
import org.junit.jupiter.api.Test;

/** What a node knows, what another wrote, and what comes of the two. */
class SessionMergeTest {

    private final Subscriber sim = Reports.sim(1);
    private final SessionFacts facts = facts();

    @Test
    void unknown_isWhatTheRowSays() {
        assertThat(merged(new Unknown(), open(100, 10))).isEqualTo(open(100, 10));
        assertThat(merged(new Unknown(), stopped(100, 10))).isEqualTo(stopped(100, 10));
    }

    @Test
    void promised_isTakenUpByTheRow() {
        var promised = new Promised(facts.id(), sim.simId(), facts.nasId(), null, at(0), at(120));
        assertThat(merged(promised, open(100, 10))).isEqualTo(open(100, 10));
    }

    @Test
    void open_takesLaterCountersAndKeepsItsOwnWhenTheRowIsBehind() {
        assertThat(merged(open(100, 10), open(200, 20))).isEqualTo(open(200, 20));
        assertThat(merged(open(200, 20), open(100, 10))).isEqualTo(open(200, 20));
    }

    @Test
    void open_endsWithTheRowAndKeepsTheHigherCounters() {
        assertThat(merged(open(200, 50), stopped(300, 20))).isEqualTo(stopped(300, 50));
    }

    @Test
    void open_staysWhenItWasHeardAfterOthersTookItToBeOver() {
        assertThat(merged(open(400, 50), missed(100, 300, 20))).isEqualTo(open(400, 50));
        assertThat(merged(open(200, 50), missed(100, 300, 20))).isInstanceOf(Ended.class);
    }

    @Test
    void ended_staysWhateverTheRowStillSays() {
        assertThat(merged(stopped(300, 30), open(200, 20))).isEqualTo(stopped(300, 30));
        assertThat(merged(stopped(300, 30), open(400, 20))).isEqualTo(stopped(300, 30));
    }

    @Test
    void takenToBeOver_livesAgainWhenOthersHeardOfItLater() {
        assertThat(merged(missed(100, 300, 10), open(400, 20))).isEqualTo(open(400, 20));
        assertThat(merged(missed(100, 300, 10), open(200, 20))).isInstanceOf(Ended.class);
        assertThat(merged(missed(100, 300, 10), stopped(400, 20))).isEqualTo(stopped(400, 20));
    }

    private static SessionState merged(SessionState own, SessionState row) {
        return SessionMerge.of(own, row);
    }

    private Open open(long last, long octets) {
        return new Open(facts, usage(octets), at(last));
    }

    private Ended stopped(long at, long octets) {
        return new Ended(
                facts, usage(octets), at(at), at(at), SessionEndReason.STOP, "User-Request");
    }

    private Ended missed(long last, long at, long octets) {
        return new Ended(
                facts, usage(octets), at(last), at(at), SessionEndReason.INTERIMS_MISSED, "");
    }

    private SessionFacts facts() {
        return new SessionFacts(
                Ids.next(),
                sim.simId(),
                sim.organisationId(),
                Ids.next(),
                null,
                "s1",
                "",
                null,
                "",
                "",
                "",
                "",
                "",
                at(0),
                600);
    }
}
