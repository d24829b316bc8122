package io.passerelle.sims.store;

import io.passerelle.sims.SimJobLine;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;

/** Lines of a job on their way into the store. */
final class CopiedLines implements Consumer<SimJobLine>, AutoCloseable {

    private final CopyWriter copy;
    private final String job;

    CopiedLines(CopyWriter copy, UUID job) {
        this.copy = copy;
        this.job = job.toString();
    }

    @Override
    public void accept(SimJobLine line) {
        try {
            copy.field(job);
            copy.number(line.line());
            copy.field(line.iccid());
            copy.field(line.action());
            copy.field(line.parameter());
            copy.field(line.code());
            copy.field(array(line));
            copy.endRow();
        } catch (SQLException e) {
            throw new DataAccessException("lines of a job", e);
        }
    }

    /** PostgreSQL's text of the array of its arguments. */
    static String array(SimJobLine line) {
        return line.arguments().stream()
                .map(a -> '"' + a.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Every line was given. */
    void end() throws SQLException {
        copy.close();
    }

    /** Without this the connection would wait for the rest of the COPY for ever. */
    @Override
    public void close() throws SQLException {
        copy.cancel();
    }
}
