package io.passerelle.sims.store;

import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.ImportReport;
import io.passerelle.sims.ProblemList;
import io.passerelle.sims.SimLine;
import io.passerelle.sims.SimStaging;
import io.passerelle.store.SecretBox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lines go by COPY into a temporary table and are compared there in sets: a million of them need no
 * more memory here than a thousand.
 */
@Component
class CopiedSims implements SimStaging {

    private static final String UNIQUE_VIOLATION = "23505";

    private final DSLContext store;
    private final TransactionTemplate transaction;
    private final SecretBox secrets;

    CopiedSims(DSLContext store, PlatformTransactionManager transactions, SecretBox secrets) {
        this.store = store;
        this.transaction = new TransactionTemplate(transactions);
        this.secrets = secrets;
    }

    @Override
    public ImportReport within(boolean keep, Function<Batch, ImportReport> work) {
        ImportReport report =
                transaction.execute(status -> {
                    ImportReport found =
                            store.connectionResult(connection -> {
                                try (var batch = new CopiedBatch(connection, keep)) {
                                    return work.apply(batch);
                                }
                            });
                    if (!keep || !found.imported()) {
                        status.setRollbackOnly();
                    }
                    return found;
                });
        return Objects.requireNonNull(report);
    }

    private final class CopiedBatch implements Batch, AutoCloseable {

        private final StagingTables tables;
        private @Nullable CopyWriter copy;

        CopiedBatch(Connection connection, boolean keep) throws SQLException {
            this.tables = new StagingTables(connection, keep);
            tables.create();
            this.copy = tables.copy();
        }

        @Override
        public void add(SimLine line) {
            attempt(() -> {
                CopyWriter open = Objects.requireNonNull(copy);
                open.number(line.line());
                open.field(line.sound() ? "t" : "f");
                open.field(Ids.next().toString());
                open.field(line.iccid());
                open.field(line.msisdn());
                open.field(line.imsi());
                open.field(line.operator());
                open.field(line.group());
                open.field(line.accessPoint());
                open.field(line.label());
                open.field(line.userName());
                String password = line.password();
                open.bytes(password == null ? null : secrets.seal(password));
                var address = line.staticAddress();
                open.field(address == null ? null : address.getHostAddress());
                open.field(line.status().name());
                open.field(line.kind().name());
                open.field(String.join(",", line.tags()));
                open.endRow();
            });
        }

        @Override
        public long compare(UUID organisation, ProblemList problems) {
            long[] faulty = new long[1];
            attempt(() -> {
                Objects.requireNonNull(copy).close();
                copy = null;
                faulty[0] = tables.compare(organisation, problems);
            });
            return faulty[0];
        }

        /** Without this the connection would wait for the rest of the COPY for ever. */
        @Override
        public void close() throws SQLException {
            if (copy != null) {
                copy.cancel();
            }
        }

        @Override
        public void write(UUID organisation, LongConsumer progress) {
            attempt(() -> tables.write(organisation, progress));
        }

        @Override
        public List<UUID> written() {
            List<UUID> cards = new ArrayList<>();
            attempt(() -> tables.eachCard(cards::add));
            return cards;
        }
    }

    private interface Statement {
        void run() throws SQLException;
    }

    private static void attempt(Statement statement) {
        try {
            statement.run();
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw Refused.field("file", "import.raced"); // added since the comparison
            }
            throw new DataAccessException("import of SIM cards", e);
        }
    }
}
