package io.passerelle.relay;

import io.passerelle.connections.ConnectionJournal;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections refused at the door: one record for each address, port and reason a minute, which
 * says how many it stands for. A record each would let a flood write the database full, and push
 * the records of the others out.
 */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** Beyond so many addresses a minute the rest shares records without an address. */
    private static final int MOST = 10_000;

    private static final InetAddress MANY = Addresses.of("0.0.0.0");

    private final String node;
    private final TerminalLookup terminals;
    private final ConnectionJournal journal;
    private Map<Key, Tally> tallies = new LinkedHashMap<>();

    Refusals(String node, TerminalLookup terminals, ConnectionJournal journal) {
        this.node = node;
        this.terminals = terminals;
        this.journal = journal;
    }

    private record Key(InetAddress source, int port, EndReason reason) {}

    private static final class Tally {
        private final int sourcePort;
        private final Instant first = Instant.now();
        private Instant last = first;
        private int times;

        Tally(int sourcePort) {
            this.sourcePort = sourcePort;
        }
    }

    /** Counts one. */
    void add(InetSocketAddress source, int port, EndReason reason) {
        var key = new Key(source.getAddress(), port, reason);
        synchronized (this) {
            Tally tally = tallies.get(key);
            if (tally == null) {
                if (tallies.size() >= MOST) {
                    key = new Key(MANY, port, reason);
                }
                tally = tallies.computeIfAbsent(key, ignored -> new Tally(source.getPort()));
            }
            tally.times++;
            tally.last = Instant.now();
        }
    }

    /** Writes down what was counted since the last time. */
    void write() {
        Map<Key, Tally> counted;
        synchronized (this) {
            counted = tallies;
            tallies = new LinkedHashMap<>();
        }
        Map<EndReason, Integer> sums = new EnumMap<>(EndReason.class);
        counted.forEach((key, tally) -> {
            journal.ended(record(key, tally));
            sums.merge(key.reason(), tally.times, Integer::sum);
        });
        sums.forEach((reason, times) ->
                LOG.atWarn()
                        .addKeyValue("reason", reason.key())
                        .addKeyValue("connections", times)
                        .log("Connections refused at the door"));
    }

    private ConnectionRecord record(Key key, Tally tally) {
        Terminal terminal = terminals.at(key.source());
        return new ConnectionRecord(
                Ids.next(),
                tally.first,
                tally.last,
                ConnectionRecord.ROUTE,
                node,
                terminal == null ? null : terminal.organisationId(),
                terminal == null ? null : terminal.simId(),
                terminal == null ? "" : terminal.iccid(),
                terminal == null ? null : terminal.groupId(),
                terminal == null ? null : terminal.sessionId(),
                null,
                key.source(),
                tally.sourcePort,
                key.port(),
                "",
                null,
                null,
                List.of(),
                null,
                0,
                0,
                key.reason(),
                null,
                tally.times);
    }
}
