package io.passerelle.store;

import io.passerelle.foundation.Cidr;

/** PostgreSQL's {@code cidr} as {@link Cidr}. */
public final class CidrBinding extends TextBinding<Cidr> {

    /** For the generated tables. */
    public CidrBinding() {
        super("cidr", Cidr.class, Cidr::of, Cidr::toString);
    }
}
