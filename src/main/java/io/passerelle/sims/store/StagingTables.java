package io.passerelle.sims.store;

import io.passerelle.sims.ImportProblem;
import io.passerelle.sims.ImportReport;
import io.passerelle.sims.ProblemList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;

/**
 * The statements of one import, all on one connection within one transaction. Plain SQL: temporary
 * tables have no generated types, and every name in these texts is a constant.
 */
final class StagingTables {

    private static final int WRITTEN_AT_ONCE = 20_000;
    private static final int MANY = 20_000;

    private final Connection connection;
    private final boolean keep;

    /**
     * @param keep false writes to a table like the real one instead
     */
    StagingTables(Connection connection, boolean keep) {
        this.connection = connection;
        this.keep = keep;
    }

    void create() throws SQLException {
        execute("set local work_mem = '64MB'");
        execute(
                """
                create temporary table sim_line (
                    line integer not null, sound boolean not null, id uuid not null, iccid text not null,
                    msisdn text, imsi text, operator text not null, group_name text not null,
                    access_point text not null, label text not null, user_name text, password bytea,
                    static_address inet, status text not null, kind text not null, tags text not null
                ) on commit drop\
                """);
        execute(
                """
                create temporary table sim_fault (
                    line integer not null, field text not null, code text not null, argument text not null
                ) on commit drop\
                """);
        execute(
                """
                create temporary table sim_rehearsal (like sim including defaults including constraints)
                on commit drop\
                """);
    }

    CopyWriter copy() throws SQLException {
        return new CopyWriter(
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy sim_line from stdin (encoding 'UTF8')"));
    }

    /** How many lines have a fault. */
    long compare(UUID organisation, ProblemList problems) throws SQLException {
        execute("analyze sim_line");
        compareWithOthers("iccid", "%s.iccid");
        compareWithOthers("msisdn", "%s.msisdn");
        compareWithOthers("imsi", "%s.imsi");
        compareWithOthers("user_name", "lower(%s.user_name)");
        compareWithOthers("static_address", "%s.static_address");
        compareNames(organisation);
        tell(problems);
        return count(
                """
                select count(*) from sim_line
                where not sound or line in (select line from sim_fault)\
                """);
    }

    /**
     * Twice in the file, or already a card's.
     *
     * @param key what must be unique, as an expression over a table's alias
     */
    private void compareWithOthers(String field, String key) throws SQLException {
        String ofLine = key.formatted("l");
        execute(
                """
                insert into sim_fault
                select l.line, '%1$s', 'import.twice', twice.first::text
                from sim_line l join (
                    select %2$s as key, min(l.line) as first from sim_line l where %2$s is not null
                    group by 1 having count(*) > 1) twice on twice.key = %2$s
                where l.line <> twice.first\
                """
                        .formatted(field, ofLine));
        execute(
                """
                insert into sim_fault
                select l.line, '%1$s', 'sim.taken', ''
                from sim_line l join sim s on %3$s = %2$s\
                """
                        .formatted(field, ofLine, key.formatted("s")));
    }

    private void compareNames(UUID organisation) throws SQLException {
        try (PreparedStatement groups =
                connection.prepareStatement(
                        """
                        insert into sim_fault
                        select l.line, 'group',
                            case when l.group_name = '' then 'import.no-default' else 'import.group' end,
                            l.group_name
                        from sim_line l
                        where not exists (
                            select from sim_group g where g.organisation_id = ? and
                            case when l.group_name = '' then g.is_default
                                else lower(g.name) = lower(l.group_name) end)\
                        """)) {
            groups.setObject(1, organisation);
            groups.executeUpdate();
        }
        execute(
                """
                insert into sim_fault
                select l.line, 'access_point', 'import.access-point', l.access_point from sim_line l
                where l.access_point <> '' and lower(l.access_point) not in (select name from access_point)\
                """);
    }

    private void tell(ProblemList problems) throws SQLException {
        long told = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select line, field, code, argument from sim_fault order by line"
                                        + " limit "
                                        + ImportReport.MOST_PROBLEMS)) {
            while (rows.next()) {
                problems.add(
                        new ImportProblem(
                                rows.getLong(1),
                                rows.getString(2),
                                rows.getString(3),
                                List.of(rows.getString(4)),
                                false));
                told++;
            }
        }
        problems.addUntold(count("select count(*) from sim_fault") - told);
    }

    void write(UUID organisation, LongConsumer progress) throws SQLException {
        execute("create index on sim_line (line)");
        execute("analyze sim_line");
        long last = count("select coalesce(max(line), 0) from sim_line");
        long written = 0;
        try (PreparedStatement insert =
                connection.prepareStatement(INSERT.formatted(keep ? "sim" : "sim_rehearsal"))) {
            for (long from = 0; from <= last; from += WRITTEN_AT_ONCE) {
                insert.setObject(1, organisation);
                insert.setObject(2, organisation);
                insert.setLong(3, from);
                insert.setLong(4, from + WRITTEN_AT_ONCE);
                written += insert.executeUpdate();
                progress.accept(written);
            }
        }
        rememberTags(organisation);
        if (keep && written >= MANY) {
            execute("analyze sim"); // or lists are planned for the table as it was before
        }
    }

    /** Tells every card of the lines. */
    void eachCard(Consumer<UUID> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from sim_line order by line")) {
            while (rows.next()) {
                reader.accept(rows.getObject(1, UUID.class));
            }
        }
    }

    private void rememberTags(UUID organisation) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into sim_tag (organisation_id, tag)
                        select distinct ?, unnest(string_to_array(tags, ',')) from sim_line where tags <> ''
                        on conflict do nothing\
                        """)) {
            insert.setObject(1, organisation);
            insert.executeUpdate();
        }
    }

    private static final String INSERT =
            """
            insert into %s (id, organisation_id, group_id, access_point_id, iccid, msisdn, imsi, operator,
                status, kind, label, user_name, password, static_address, tags)
            select l.id, ?, g.id, a.id, l.iccid, l.msisdn, l.imsi, l.operator, l.status, l.kind, l.label,
                l.user_name, l.password, l.static_address, string_to_array(l.tags, ',')
            from sim_line l
            join sim_group g on g.organisation_id = ?
                and case when l.group_name = '' then g.is_default else lower(g.name) = lower(l.group_name) end
            left join access_point a on a.name = lower(l.access_point)
            where l.line >= ? and l.line < ?
            order by l.line\
            """;

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
