package io.passerelle.sims.portal;

import io.passerelle.sims.SentFile;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file somebody sent, on disk for as long as the window needs it.
 *
 * @param name what it was called there
 * @param sent its bytes here
 */
record CsvFile(String name, SentFile sent) {

    /** Its bytes, from the start. */
    InputStream open() throws IOException {
        return sent.open();
    }

    /** Forgets it. */
    void delete() {
        sent.close();
    }
}
