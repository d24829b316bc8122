package io.passerelle.soak;

import io.passerelle.sessions.wire.Keys;
import io.passerelle.sessions.wire.RadiusPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The network access server all sessions are reported by, which may restart and forget them. */
final class Network {

    private static final long ACCOUNTING_ON = 7;

    private final Ledger ledger;
    private final boolean disordered;
    private final AtomicLong number = new AtomicLong();
    private final ReadWriteLock reports = new ReentrantReadWriteLock();
    private volatile long era;

    /**
     * @param disordered whether reports come twice, late and in another order
     */
    Network(Ledger ledger, boolean disordered) {
        this.ledger = ledger;
        this.disordered = disordered;
    }

    Ledger ledger() {
        return ledger;
    }

    boolean isDisordered() {
        return disordered;
    }

    /** A name no other session has. */
    String sessionId() {
        return "soak-%08d".formatted(number.incrementAndGet());
    }

    /** How often it has restarted. */
    long era() {
        return era;
    }

    /** A report. */
    interface Report {
        void send() throws IOException;
    }

    /** Sends a report of a session of that era; false when the server has restarted since. */
    boolean duringEra(long wanted, Report report) throws IOException {
        reports.readLock().lock();
        try {
            if (era != wanted) {
                return false;
            }
            report.send();
            return true;
        } finally {
            reports.readLock().unlock();
        }
    }

    /** Forgets every session, and says so until that is acknowledged. */
    void restarts(RadiusSender sender) throws IOException {
        reports.writeLock().lock();
        try {
            era++;
            ledger.sessions().forEach(Ledger.AccountedSession::forgotten);
            ledger.acknowledged(
                    sender.account(
                            RadiusPacket.draft()
                                    .add(Keys.ACCT_STATUS_TYPE, ACCOUNTING_ON)
                                    .add(Keys.ACCT_SESSION_ID, "restart-" + era)
                                    .add(Keys.NAS_IP_ADDRESS, InetAddress.getLoopbackAddress())
                                    .add(Keys.EVENT_TIMESTAMP, Instant.now())
                                    .attributes()));
        } finally {
            reports.writeLock().unlock();
        }
    }
}
