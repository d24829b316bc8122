package io.passerelle.store;

import java.nio.file.Path;

/** Passerelle does not start, because another one already runs on the same data. */
public final class DataInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataInUse(Path data) {
        super("Passerelle does not start: another one already runs on " + data + ".");
    }
}
