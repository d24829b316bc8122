package io.passerelle.foundation;

/** Somebody else changed the object since it was read: nothing was changed, read it again. */
public final class Conflict extends RuntimeException {

    private final String kind;

    /**
     * @param kind what was to be changed, such as {@code route}
     */
    public Conflict(String kind, Object id) {
        super(kind + " " + id + " was changed meanwhile", null, false, false);
        this.kind = kind;
    }

    /** What was to be changed. */
    public String kind() {
        return kind;
    }
}
