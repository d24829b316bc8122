package io.passerelle.simulator.listen;

import io.passerelle.foundation.Addresses;
import io.passerelle.sessions.wire.Keys;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * A month of sessions before the demo's first start, so that its charts have a course: the access
 * servers tell what they could not tell in time, as real ones do after an outage (RFC 2866 section
 * 5.2, Acct-Delay-Time).
 */
final class Past {

    private static final int DAYS = 31;
    private static final int BUSY_DAYS = 8;
    private static final int SESSIONS_OF_A_BUSY_DAY = 4;
    private static final int MINUTES_A_DAY = 1_440;
    private static final int PER_SECOND = 400;
    private static final int AT_ONCE = 8;
    private static final long STOP = 2;
    private static final long USER_REQUEST = 1;

    /** What is carried from hour to hour of a day, in percent. */
    private static final int[] COURSE = {
        12, 9, 8, 8, 10, 22, 45, 70, 85, 92, 96, 100, 98, 90, 88, 90, 94, 97, 92, 70, 48, 34, 24, 16
    };

    private final List<NetworkAccessServer> servers;
    private final Pace pace = new Pace(PER_SECOND);
    private final Semaphore room = new Semaphore(AT_ONCE);

    Past(List<NetworkAccessServer> servers) {
        this.servers = servers;
    }

    /**
     * Tells one terminal's past.
     *
     * @param number which terminal, from 0: another one has another past
     * @param until the newest session ended before that
     */
    void tell(Roster.Entry entry, int number, Instant until)
            throws IOException, InterruptedException {
        NetworkAccessServer server = servers.get(number % servers.size());
        var random = new Random(number);
        Instant now = Instant.now();
        for (int day = DAYS; day >= 0; day--) {
            int sessions = day < BUSY_DAYS ? SESSIONS_OF_A_BUSY_DAY : 1;
            int apart = MINUTES_A_DAY / sessions;
            for (int turn = 0; turn < sessions; turn++) {
                Duration ago =
                        Duration.ofDays(day)
                                .plusMinutes((long) apart * turn + random.nextInt(apart));
                Instant end = now.minus(ago);
                if (end.isBefore(until) && end.isBefore(now.minusSeconds(60))) {
                    report(server, entry, number, end, ago, random);
                }
            }
        }
    }

    private void report(
            NetworkAccessServer server,
            Roster.Entry entry,
            int number,
            Instant end,
            Duration ago,
            Random random)
            throws IOException, InterruptedException {
        int course = COURSE[end.atZone(ZoneOffset.UTC).getHour()];
        long in = (long) (course * 2_000L * (0.4 + random.nextDouble()));
        long out = (long) (in * (0.3 + random.nextDouble()));
        room.acquire();
        try {
            pace.await();
            server.account(
                    server.about(entry.subscriber())
                            .add(Keys.ACCT_STATUS_TYPE, STOP)
                            .add(
                                    Keys.ACCT_SESSION_ID,
                                    "P%04X%08X".formatted(number, end.getEpochSecond()))
                            .add(Keys.FRAMED_IP_ADDRESS, address(number))
                            .add(Keys.ACCT_SESSION_TIME, 600L + random.nextInt(6_000))
                            .add(Keys.ACCT_DELAY_TIME, ago.toSeconds())
                            .add(Keys.ACCT_INPUT_OCTETS, in)
                            .add(Keys.ACCT_OUTPUT_OCTETS, out)
                            .add(Keys.ACCT_TERMINATE_CAUSE, USER_REQUEST)
                            .attributes());
        } finally {
            room.release();
        }
    }

    private static InetAddress address(int number) {
        return Addresses.of("127.66.%d.%d".formatted(number / 250, 1 + number % 250));
    }
}
