package io.passerelle.foundation;

/** The account lacks a right (ACC-5). */
public final class Forbidden extends RuntimeException {

    private final String right;

    /**
     * @param right the name of the right that is missing
     */
    public Forbidden(String right) {
        super("missing right " + right, null, false, false);
        this.right = right;
    }

    /** The name of the right that is missing. */
    public String right() {
        return right;
    }
}
