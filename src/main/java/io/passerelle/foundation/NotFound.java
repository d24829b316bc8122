package io.passerelle.foundation;

/** The object does not exist, or is not for the person who asks: the two are never told apart. */
public final class NotFound extends RuntimeException {

    private final String kind;

    /**
     * @param kind what was looked for, such as {@code sim}
     * @param id the identifier as it was given
     */
    public NotFound(String kind, Object id) {
        super(kind + " " + id, null, false, false);
        this.kind = kind;
    }

    /** What was looked for. */
    public String kind() {
        return kind;
    }
}
