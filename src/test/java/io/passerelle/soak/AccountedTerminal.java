package io.passerelle.soak;

import io.passerelle.sessions.wire.Attribute;
import io.passerelle.sessions.wire.Keys;
import io.passerelle.sessions.wire.RadiusPacket;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A terminal whose network access server reports one session after the other, each record until it
 * is acknowledged.
 */
final class AccountedTerminal {

    private static final long START = 1;
    private static final long STOP = 2;
    private static final long INTERIM = 3;
    private static final int INTERIMS_AT_MOST = 12;
    private static final int SENT_LATE_AT_MOST = 2;

    /** Between two reports; without it forty-eight terminals take all of a small machine. */
    private static final long PAUSE_NANOS = 40_000_000;

    private final Card card;
    private final RadiusSender sender;
    private final Network network;
    private final Ledger ledger;
    private final boolean wraps;
    private volatile boolean stopping;

    /**
     * @param wraps whether its counters have no more than 32 bits
     */
    AccountedTerminal(Card card, RadiusSender sender, Network network, boolean wraps) {
        this.card = card;
        this.sender = sender;
        this.network = network;
        this.ledger = network.ledger();
        this.wraps = wraps;
    }

    /** Opens a session and leaves it open: for connections. */
    Card.Grant signsOn() throws IOException {
        Card.Grant grant = card.signOn(sender);
        new Life(grant).report(START);
        return grant;
    }

    /** Lives until it is told to stop; its last session stays open. */
    void live() throws IOException {
        while (!stopping) {
            var life = new Life(card.signOn(sender));
            boolean open = life.report(START);
            int interims = ThreadLocalRandom.current().nextInt(INTERIMS_AT_MOST);
            for (int i = 0; i < interims && open && !stopping; i++) {
                open = life.report(INTERIM);
            }
            if (open && !stopping) {
                life.report(STOP);
            }
        }
    }

    /** What is being reported is reported to the end. */
    void stop() {
        stopping = true;
    }

    /** One session. */
    private final class Life {

        private final Card.Grant grant;
        private final long era = network.era();
        private final Ledger.AccountedSession session =
                new Ledger.AccountedSession(network.sessionId(), card.msisdn());
        private final List<List<Attribute>> sent = new ArrayList<>();

        Life(Card.Grant grant) {
            this.grant = grant;
        }

        /** False when the network access server has forgotten the session. */
        boolean report(long status) throws IOException {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS));
            return network.duringEra(
                    era,
                    () -> {
                        var random = ThreadLocalRandom.current();
                        long in = session.in() + (status == START ? 0 : random.nextInt(1, 1 << 20));
                        // past 32 bits now and then
                        long out =
                                session.out() + (status == START ? 0 : random.nextInt(1, 1 << 30));
                        List<Attribute> record = record(status, in, out).attributes();
                        ledger.acknowledged(sender.account(record));
                        if (status == START) {
                            ledger.started(session);
                        }
                        session.reported(in, out, status == STOP);
                        sent.add(record);
                        if (network.isDisordered()) {
                            disorder();
                        }
                    });
        }

        /** What was acknowledged comes once more, or something older does, behind it. */
        private void disorder() throws IOException {
            int newest = sent.size() - 1;
            int copies = ThreadLocalRandom.current().nextInt(3);
            for (int i = 0; i < copies; i++) {
                int late = ThreadLocalRandom.current().nextInt(SENT_LATE_AT_MOST + 1);
                sender.account(sent.get(Math.max(0, newest - late)));
                ledger.disordered();
            }
        }

        private RadiusPacket.Draft record(long status, long in, long out) {
            RadiusPacket.Draft draft =
                    card.about()
                            .add(Keys.ACCT_STATUS_TYPE, status)
                            .add(Keys.ACCT_SESSION_ID, session.id())
                            .add(Keys.FRAMED_IP_ADDRESS, grant.address())
                            .add(Keys.EVENT_TIMESTAMP, Instant.now())
                            .copy(grant.accept(), Keys.CLASS);
            if (status == START) {
                return draft;
            }
            draft.add(Keys.ACCT_INPUT_OCTETS, in & 0xffff_ffffL)
                    .add(Keys.ACCT_OUTPUT_OCTETS, out & 0xffff_ffffL);
            return wraps
                    ? draft
                    : draft.add(Keys.ACCT_INPUT_GIGAWORDS, in >>> 32)
                            .add(Keys.ACCT_OUTPUT_GIGAWORDS, out >>> 32);
        }
    }
}
