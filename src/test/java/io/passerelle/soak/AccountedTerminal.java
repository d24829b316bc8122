package io.passerelle.soak;

import io.passerelle.sessions.wire.Keys;
import io.passerelle.sessions.wire.RadiusPacket;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A terminal whose network access server reports one session after the other, each record until it
 * is acknowledged.
 */
final class AccountedTerminal {

    private static final long START = 1;
    private static final long STOP = 2;
    private static final long INTERIM = 3;
    private static final int INTERIMS_AT_MOST = 12;

    private final Card card;
    private final RadiusSender sender;
    private final Ledger ledger;
    private final AtomicLong number;
    private volatile boolean stopping;

    AccountedTerminal(Card card, RadiusSender sender, Ledger ledger, AtomicLong number) {
        this.card = card;
        this.sender = sender;
        this.ledger = ledger;
        this.number = number;
    }

    /** Opens a session and leaves it open: for connections. */
    Card.Grant signsOn() throws IOException {
        Card.Grant grant = card.signOn(sender);
        start(grant);
        return grant;
    }

    /** Lives until it is told to stop; its last session stays open. */
    void live() throws IOException {
        while (!stopping) {
            Card.Grant grant = card.signOn(sender);
            var session = start(grant);
            int interims = ThreadLocalRandom.current().nextInt(INTERIMS_AT_MOST);
            for (int i = 0; i < interims && !stopping; i++) {
                report(session, grant, INTERIM);
            }
            if (!stopping) {
                report(session, grant, STOP);
            }
        }
    }

    /** What is being reported is reported to the end. */
    void stop() {
        stopping = true;
    }

    private Ledger.AccountedSession start(Card.Grant grant) throws IOException {
        var session =
                new Ledger.AccountedSession(
                        "soak-%08d".formatted(number.incrementAndGet()), card.msisdn());
        ledger.acknowledged(sender.account(record(session, grant, START).attributes()));
        ledger.started(session);
        return session;
    }

    private void report(Ledger.AccountedSession session, Card.Grant grant, long status)
            throws IOException {
        var random = ThreadLocalRandom.current();
        long in = session.in() + random.nextInt(1, 1 << 20);
        long out = session.out() + random.nextInt(1, 1 << 30); // past 32 bits now and then
        RadiusPacket.Draft record =
                record(session, grant, status)
                        .add(Keys.ACCT_INPUT_OCTETS, in & 0xffff_ffffL)
                        .add(Keys.ACCT_INPUT_GIGAWORDS, in >>> 32)
                        .add(Keys.ACCT_OUTPUT_OCTETS, out & 0xffff_ffffL)
                        .add(Keys.ACCT_OUTPUT_GIGAWORDS, out >>> 32);
        ledger.acknowledged(sender.account(record.attributes()));
        session.reported(in, out, status == STOP);
    }

    private RadiusPacket.Draft record(
            Ledger.AccountedSession session, Card.Grant grant, long status) {
        return card.about()
                .add(Keys.ACCT_STATUS_TYPE, status)
                .add(Keys.ACCT_SESSION_ID, session.id())
                .add(Keys.FRAMED_IP_ADDRESS, grant.address())
                .add(Keys.EVENT_TIMESTAMP, Instant.now())
                .copy(grant.accept(), Keys.CLASS);
    }
}
