package io.passerelle.sessions;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Ids;
import io.passerelle.sessions.AccountingReport.Kind;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounting as tests tell it: one card, one server, times in seconds since {@link #T0}. */
record Reports(
        UUID nasId,
        InetAddress box,
        Subscriber sim,
        String acctSessionId,
        @Nullable InetAddress address,
        @Nullable UUID claimed) {

    static final Instant T0 = Instant.parse("2026-11-20T12:00:00Z");

    static final AccessPointRules APN =
            new AccessPointRules("m2m.example", List.of(Cidr.of("10.64.0.0/29")), null, 600);

    static Reports of(Subscriber sim, UUID nasId, String acctSessionId, String address) {
        return new Reports(
                nasId, Addresses.of("10.0.0.1"), sim, acctSessionId, Addresses.of(address), null);
    }

    static Subscriber sim(int sessionLimit) {
        return new Subscriber(
                Ids.next(), Ids.next(), null, null, APN, null, sessionLimit, true, true);
    }

    static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    Reports claiming(UUID session) {
        return new Reports(nasId, box, sim, acctSessionId, address, session);
    }

    Reports from(String otherBox) {
        return new Reports(nasId, Addresses.of(otherBox), sim, acctSessionId, address, claimed);
    }

    AccountingReport start(long at) {
        return report(Kind.START, at, 0, Usage.NONE, "");
    }

    AccountingReport interim(long at, long lasted, long octets) {
        return report(Kind.INTERIM, at, lasted, usage(octets), "");
    }

    AccountingReport stop(long at, long lasted, long octets) {
        return report(Kind.STOP, at, lasted, usage(octets), "User-Request");
    }

    static Usage usage(long octets) {
        return new Usage(octets, 2 * octets, octets / 100, octets / 50);
    }

    private AccountingReport report(
            Kind kind, long at, long lasted, Usage usage, String terminateCause) {
        return new AccountingReport(
                kind,
                nasId,
                box,
                at(at),
                Duration.ofSeconds(lasted),
                acctSessionId,
                claimed,
                "",
                "33600000001",
                "208200000000001",
                "m2m.example",
                address,
                "",
                "LTE",
                "20820",
                usage,
                true,
                true,
                terminateCause);
    }
}
