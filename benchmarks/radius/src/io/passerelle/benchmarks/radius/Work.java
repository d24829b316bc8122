package io.passerelle.benchmarks.radius;

import java.util.List;

/** What each request is about: cards in turns, and for accounting where their sessions are. */
final class Work {

    private static final int START = 1;
    private static final int STOP = 2;
    private static final int INTERIM = 3;
    private static final int STEPS = 4;

    private final Scenario scenario;
    private final List<Card> cards;
    private final Packets packets;
    private final String run;
    private int next;
    private int lives;

    /**
     * @param run begins the ids of the sessions of {@link Scenario#LIFE}
     */
    Work(Scenario scenario, List<Card> cards, Packets packets, String run) {
        this.scenario = scenario;
        this.cards = cards;
        this.packets = packets;
        this.run = run;
    }

    /** What one of the outstanding requests does, over and over. */
    final class Place {

        private int step;
        private String session = "";
        private Card card = cards.getFirst();

        /** The next request. */
        byte[] request(int identifier) {
            if (scenario != Scenario.LIFE || step == 0) {
                card = cards.get(next++ % cards.size());
            }
            return switch (scenario) {
                case AUTH_FILES, AUTH_RECORDED, AUTH_SQL -> packets.access(identifier, card);
                case INTERIM -> interim(identifier);
                case LIFE -> life(identifier);
            };
        }

        private byte[] interim(int identifier) {
            int turn = next / cards.size() + 1;
            return packets.accounting(
                    identifier, card, INTERIM, "open-" + card.number(), 600 * turn);
        }

        private byte[] life(int identifier) {
            if (step == 0) {
                session = run + "-" + lives++;
            }
            int status = step == 0 ? START : step == STEPS - 1 ? STOP : INTERIM;
            int seconds = 600 * step;
            step = (step + 1) % STEPS;
            return packets.accounting(identifier, card, status, session, seconds);
        }
    }
}
