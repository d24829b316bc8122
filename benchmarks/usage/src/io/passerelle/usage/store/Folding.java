package io.passerelle.usage.store;

import org.jooq.DSLContext;

/** Makes {@link UsageRollup} for who stands elsewhere. */
public final class Folding {

    private final UsageRollup rollup;

    /** On that database. */
    public Folding(DSLContext dsl) {
        this.rollup = new UsageRollup(dsl);
    }

    /** Adds up what was told. */
    public void addUp() {
        rollup.addUp();
    }
}
