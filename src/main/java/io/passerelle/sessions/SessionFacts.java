package io.passerelle.sessions;

import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a session is, apart from its usage.
 *
 * @param nasAddress the box that reports it: a network access server's entry may cover several
 * @param acctSessionId the server's own name for it, not unique over its restarts
 * @param address null while the server has not told it
 * @param visitedNetwork MCC and MNC of the network the terminal is in (3GPP-SGSN-MCC-MNC)
 * @param interimSeconds how often the server was asked to report, 0 for never
 */
public record SessionFacts(
        UUID id,
        UUID simId,
        UUID organisationId,
        UUID nasId,
        @Nullable InetAddress nasAddress,
        String acctSessionId,
        String accessPoint,
        @Nullable InetAddress address,
        String msisdn,
        String imsi,
        String imeisv,
        String radio,
        String visitedNetwork,
        Instant startedAt,
        int interimSeconds) {

    /** What the first report of a session tells. */
    static SessionFacts first(
            UUID id, AccountingReport report, Subscriber sim, int interimSeconds) {
        return new SessionFacts(
                id,
                sim.simId(),
                sim.organisationId(),
                report.nasId(),
                report.nasAddress(),
                report.acctSessionId(),
                report.accessPoint(),
                report.address(),
                report.msisdn(),
                report.imsi(),
                report.imeisv(),
                report.radio(),
                report.visitedNetwork(),
                report.startedAt(),
                interimSeconds);
    }

    /** The same with what a later report knows and this does not, or knows better. */
    SessionFacts with(AccountingReport report) {
        return new SessionFacts(
                id,
                simId,
                organisationId,
                nasId,
                report.nasAddress(),
                acctSessionId,
                orElse(report.accessPoint(), accessPoint),
                report.address() == null ? address : report.address(),
                orElse(report.msisdn(), msisdn),
                orElse(report.imsi(), imsi),
                orElse(report.imeisv(), imeisv),
                orElse(report.radio(), radio),
                orElse(report.visitedNetwork(), visitedNetwork),
                startedAt,
                interimSeconds);
    }

    /** The same, begun at another moment. */
    public SessionFacts begunAt(Instant moment) {
        return new SessionFacts(
                id,
                simId,
                organisationId,
                nasId,
                nasAddress,
                acctSessionId,
                accessPoint,
                address,
                msisdn,
                imsi,
                imeisv,
                radio,
                visitedNetwork,
                moment,
                interimSeconds);
    }

    private static String orElse(String later, String earlier) {
        return later.isEmpty() ? earlier : later;
    }
}
