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

    /** How long this pair must still wait; zero when it may try. */
    synchronized Duration pause(String login, String address) {
        Duration pair = remaining(pair(login, address), FREE_PER_LOGIN);
        Duration place = remaining(address, FREE_PER_ADDRESS);
        return pair.compareTo(place) > 0 ? pair : place;
    }

    synchronized void failed(String login, String address) {
        count(pair(login, address));
        count(address);
    }

    synchronized void succeeded(String login, String address) {
        failures.remove(pair(login, address));
    }

    /** How long a code of the second factor must still wait; counted for the account as well. */
    synchronized Duration codePause(String login, String address, UUID accountId) {
        Duration pause = pause(login, address);
        Duration other = pause(CODE, account(accountId));
        return pause.compareTo(other) > 0 ? pause : other;
    }

    synchronized void codeFailed(String login, String address, UUID accountId) {
        failed(login, address);
        failed(CODE, account(accountId));
    }

    /** Forgets wrong codes, not wrong passwords: who knows the one need not know the other. */
    synchronized void codeSucceeded(UUID accountId) {
        succeeded(CODE, account(accountId));
    }

    private void count(String key) {
        Failures before = failures.get(key);
        int count =
                before == null || before.isOlderThan(FORGET, clock.instant())
                        ? 1
                        : before.count() + 1;
        failures.put(key, new Failures(count, clock.instant()));
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
