package io.passerelle.soak;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What Passerelle has acknowledged, and what terminals have seen of their connections. */
public final class Ledger {

    private final ConcurrentLinkedQueue<AccountedSession> sessions = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final LongAdder records = new LongAdder();
    private final LongAdder retransmissions = new LongAdder();
    private final LongAdder disordered = new LongAdder();
    private final LongAdder unanswered = new LongAdder();

    /** A session of which at least the start was acknowledged. */
    public static final class AccountedSession {

        private final String id;
        private final String msisdn;
        private volatile long in;
        private volatile long out;
        private volatile boolean stopped;

        AccountedSession(String id, String msisdn) {
            this.id = id;
            this.msisdn = msisdn;
        }

        /** Its Acct-Session-Id, which no other has. */
        String id() {
            return id;
        }

        String msisdn() {
            return msisdn;
        }

        /** An interim or a stop with these counters was acknowledged. */
        void reported(long newIn, long newOut, boolean stop) {
            in = newIn;
            out = newOut;
            stopped = stop;
        }

        /** The network access server restarted: it is over, with the counters reported last. */
        void forgotten() {
            stopped = true;
        }

        long in() {
            return in;
        }

        long out() {
            return out;
        }

        boolean stopped() {
            return stopped;
        }
    }

    /**
     * A connection through the gateway over which at least one answer came back.
     *
     * @param source address and port, as the record has them
     * @param sent how many bytes the terminal sent
     * @param cutOff whether it ended although neither the terminal nor the server wanted it to
     */
    public record Call(String source, long sent, boolean cutOff) {}

    void started(AccountedSession session) {
        sessions.add(session);
    }

    void ended(Call call) {
        calls.add(call);
    }

    /** One more record was acknowledged, after so many attempts. */
    void acknowledged(int attempts) {
        records.increment();
        retransmissions.add(attempts - 1L);
    }

    /** A record that was acknowledged before was sent once more. */
    void disordered() {
        disordered.increment();
    }

    /** A terminal that wanted to connect got no answer. */
    void unanswered() {
        unanswered.increment();
    }

    /** How many acknowledged records were sent once more, late or not. */
    public long disorderedRecords() {
        return disordered.sum();
    }

    /** How many terminals that wanted to connect got no answer. */
    public long unansweredCalls() {
        return unanswered.sum();
    }

    List<AccountedSession> sessions() {
        return List.copyOf(sessions);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many starts, interims and stops were acknowledged. */
    public long records() {
        return records.sum();
    }

    /** How many packets had to be sent again. */
    public long retransmissions() {
        return retransmissions.sum();
    }
}
