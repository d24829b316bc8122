package io.passerelle.foundation;

/**
 * Nothing is wrong with what somebody asks for, but it would take what others need: too many ask at
 * once, or the answer took too long and was given up. Nothing was changed.
 */
public final class NotNow extends RuntimeException {

    private final Why why;

    /** Why not now. */
    public enum Why {
        /** As many lists as may be are being read; the same works in a moment. */
        LISTS_BUSY("lists-busy"),
        /** The list took too long: narrowed down, it takes less. */
        LIST_SLOW("list-slow");

        private final String key;

        Why(String key) {
            this.key = key;
        }

        /** The end of its bundle keys. */
        public String key() {
            return key;
        }
    }

    /** A refusal. */
    public NotNow(Why why) {
        super(why.key, null, false, false);
        this.why = why;
    }

    /** Why. */
    public Why why() {
        return why;
    }
}
