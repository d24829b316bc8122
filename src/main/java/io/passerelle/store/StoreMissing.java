package io.passerelle.store;

/** Passerelle does not start, because its database does not answer or refuses it. */
public final class StoreMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreMissing(ServerAddress server, String reason) {
        super("Passerelle does not start, because of its database at " + server + ": " + reason);
    }
}
