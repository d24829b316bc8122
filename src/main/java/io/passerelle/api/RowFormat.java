package io.passerelle.api;

import java.io.IOException;
import java.io.OutputStream;

/** A form whole lists are streamed in. */
interface RowFormat {

    /** The ending of a file of this form. */
    String suffix();

    /** Writes every row; never holds more than one. */
    <V> void write(Listed<V> list, OutputStream out) throws IOException;
}
