package io.passerelle.portal;

import java.io.IOException;
import java.util.List;

/** A file that is written row by row. */
interface RowWriter extends AutoCloseable {

    /** Writes one row. */
    void write(List<String> values) throws IOException;

    /** Writes what belongs at the end. */
    @Override
    void close() throws IOException;
}
