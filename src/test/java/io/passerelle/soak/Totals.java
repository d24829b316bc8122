package io.passerelle.soak;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what is in the database beside what was acknowledged, and names every difference. */
public final class Totals {

    private static final String SESSIONS =
            """
            select acct_session_id, octets_in, octets_out, ended_at is not null from session
            """;

    /** The month's bytes grow by what a session's row grew: whatever is doubled shows there. */
    private static final String MONTHS =
            """
            select count(*) from (
                select s.sim_id, sum(octets_in + octets_out) as octets from session s group by 1) s
            join sim_activity a on a.sim_id = s.sim_id
            where a.month = date_trunc('month', (select min(started_at) from session)
                at time zone 'UTC')::date and a.month_bytes <> s.octets
            """;

    private static final String CONNECTIONS =
            """
            select host(source_address) || ':' || source_port, bytes_up, end_reason from connection
            where connect_millis is not null
            """;

    private final Ledger ledger;
    private final List<String> differences = new ArrayList<>();
    private long sessions;
    private long stopped;
    private long bytes;
    private long calls;
    private long cutOff;
    private long records;
    private long recordedAsCut;

    private Totals(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Counts now. */
    public static Totals of(Ledger ledger, Gateway gateway) throws IOException, SQLException {
        var totals = new Totals(ledger);
        try (Connection connection = DriverManager.getConnection(gateway.jdbcUrl())) {
            totals.countSessions(connection);
            totals.countMonths(connection);
            totals.countConnections(connection);
        }
        return totals;
    }

    /** How many connections terminals saw cut off. */
    public long cutOff() {
        return cutOff;
    }

    /** What is not as it should be; empty when all is. */
    public List<String> differences() {
        return List.copyOf(differences);
    }

    @Override
    public String toString() {
        return """
        acknowledged %d accounting records of %d sessions (%d stopped), %d bytes; sent again: %d
        answered over %d connections, %d of them cut off; %d records of carried connections, %d as cut off
        differences: %d%s\
        """
                .formatted(
                        ledger.records(),
                        sessions,
                        stopped,
                        bytes,
                        ledger.retransmissions(),
                        calls,
                        cutOff,
                        records,
                        recordedAsCut,
                        differences.size(),
                        differences.stream()
                                .limit(20)
                                .reduce("", (all, one) -> all + "\n  " + one));
    }

    private record Row(long in, long out, boolean ended) {}

    private void countSessions(Connection connection) throws SQLException {
        Map<String, List<Row>> rows = new HashMap<>();
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SESSIONS)) {
            while (result.next()) {
                rows.computeIfAbsent(result.getString(1), id -> new ArrayList<>())
                        .add(new Row(result.getLong(2), result.getLong(3), result.getBoolean(4)));
            }
        }
        for (Ledger.AccountedSession session : ledger.sessions()) {
            sessions++;
            stopped += session.stopped() ? 1 : 0;
            bytes += session.in() + session.out();
            compare(session, rows.getOrDefault(session.id(), List.of()));
        }
        ledger.sessions().forEach(session -> rows.remove(session.id()));
        rows.forEach((id, strangers) ->
                differences.add(
                        "%s is there, and no terminal had it: %s".formatted(id, strangers)));
    }

    private void compare(Ledger.AccountedSession session, List<Row> rows) {
        if (rows.size() != 1) {
            differences.add(session.id() + " is there " + rows.size() + " times");
            return;
        }
        Row row = rows.getFirst();
        if (row.in() != session.in() || row.out() != session.out()) {
            differences.add(
                    "%s has %d/%d bytes, acknowledged were %d/%d"
                            .formatted(
                                    session.id(),
                                    row.in(),
                                    row.out(),
                                    session.in(),
                                    session.out()));
        }
        if (session.stopped() && !row.ended()) {
            differences.add(session.id() + " was stopped and is open");
        }
    }

    private void countMonths(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(MONTHS)) {
            result.next();
            if (result.getLong(1) > 0) {
                differences.add(
                        result.getLong(1) + " cards with another sum of bytes than their sessions");
            }
        }
    }

    private record Carried(long up, String reason) {}

    private void countConnections(Connection connection) throws SQLException {
        Map<String, List<Carried>> carried = new HashMap<>();
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(CONNECTIONS)) {
            while (result.next()) {
                var row = new Carried(result.getLong(2), result.getString(3));
                records++;
                recordedAsCut += row.reason().equals("gateway_failed") ? 1 : 0;
                carried.computeIfAbsent(result.getString(1), source -> new ArrayList<>()).add(row);
            }
        }
        Map<String, List<Ledger.Call>> calls = new HashMap<>();
        for (Ledger.Call call : ledger.calls()) {
            this.calls++;
            cutOff += call.cutOff() ? 1 : 0;
            calls.computeIfAbsent(call.source(), source -> new ArrayList<>()).add(call);
        }
        calls.forEach(
                (source, all) -> compare(source, all, carried.getOrDefault(source, List.of())));
    }

    /** A source port may come again: then there is a record for each. */
    private void compare(String source, List<Ledger.Call> calls, List<Carried> records) {
        if (records.size() < calls.size()) {
            differences.add(
                    "%d connections from %s left %d records"
                            .formatted(calls.size(), source, records.size()));
            return;
        }
        for (Ledger.Call call : calls) {
            if (records.stream().noneMatch(record -> fits(call, record))) {
                differences.add("%s from %s, recorded: %s".formatted(call, source, records));
            }
        }
    }

    /** Cut off by a killed gateway, or because the session was over. */
    private static boolean fits(Ledger.Call call, Carried record) {
        return call.cutOff()
                ? record.up() <= call.sent()
                        && (record.reason().equals("gateway_failed")
                                || record.reason().equals("session_ended"))
                : record.up() == call.sent() || record.reason().equals("gateway_failed");
    }
}
