package io.passerelle.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Slows guessing without shutting out the real person (ACC-7): failures are counted per login and
 * address together, so that a guesser elsewhere never delays the person at their desk, and per
 * address, so that one place cannot try many logins. From the fifth (fiftieth) failure on, each
 * doubles a pause of at most five minutes.
 *
 * <p>A try is taken before it is made and counts as failed until it is given back: many at once are
 * no more guesses than as many in a row.
 */
final class SignInThrottle {

    private static final String CODE = "second factor";
    private static final int ENTRIES_AT_MOST = 50_000;
    private static final int FREE_PER_LOGIN = 5;
    private static final int FREE_PER_ADDRESS = 50;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGET = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<String, Failures> failures =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > ENTRIES_AT_MOST;
                }
            };

    SignInThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes a try; when it answers more than zero, none was taken and that is how long to wait. */
    synchronized Duration take(String login, String address) {
        Duration pause = pause(login, address);
        if (pause.isZero()) {
            count(pair(login, address));
            count(address);
        }
        return pause;
    }

    /** A try that was neither right nor wrong, such as while the database is away. */
    synchronized void giveBack(String login, String address) {
        uncount(pair(login, address));
        uncount(address);
    }

    /** The try was right, and who made it is the account's owner. */
    synchronized void succeeded(String login, String address) {
        giveBack(login, address);
        failures.remove(pair(login, address));
    }

    /** As {@link #take} for a code of the second factor; counted for the account as well. */
    synchronized Duration takeCode(String login, String address, UUID accountId) {
        Duration here = pause(login, address);
        Duration anywhere = pause(CODE, account(accountId));
        Duration pause = here.compareTo(anywhere) > 0 ? here : anywhere;
        if (pause.isZero()) {
            take(login, address);
            take(CODE, account(accountId));
        }
        return pause;
    }

    /** A try of a code that was neither right nor wrong. */
    synchronized void giveCodeBack(String login, String address, UUID accountId) {
        giveBack(login, address);
        giveBack(CODE, account(accountId));
    }

    /** Forgets wrong codes, not wrong passwords: who knows the one need not know the other. */
    synchronized void codeSucceeded(String login, String address, UUID accountId) {
        giveBack(login, address);
        succeeded(CODE, account(accountId));
    }

    private Duration pause(String login, String address) {
        Duration pair = remaining(pair(login, address), FREE_PER_LOGIN);
        Duration place = remaining(address, FREE_PER_ADDRESS);
        return pair.compareTo(place) > 0 ? pair : place;
    }

    private void count(String key) {
        Failures before = failures.get(key);
        int count =
                before == null || before.isOlderThan(FORGET, clock.instant())
                        ? 1
                        : before.count() + 1;
        failures.put(key, new Failures(count, clock.instant()));
    }

    private void uncount(String key) {
        failures.computeIfPresent(
                key,
                (same, known) ->
                        known.count() == 1 ? null : new Failures(known.count() - 1, known.last()));
    }

    private Duration remaining(String key, int free) {
        Failures known = failures.get(key);
        if (known == null || known.count() < free) {
            return Duration.ZERO;
        }
        long seconds = 1L << Math.min(known.count() - free, 9);
        Duration pause = Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
        Duration left = Duration.between(clock.instant(), known.last().plus(pause));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String account(UUID accountId) {
        return "account " + accountId;
    }

    private static String pair(String login, String address) {
        return login.toLowerCase(Locale.ROOT) + " " + address;
    }

    private record Failures(int count, Instant last) {
        boolean isOlderThan(Duration age, Instant now) {
            return last.plus(age).isBefore(now);
        }
    }
}
