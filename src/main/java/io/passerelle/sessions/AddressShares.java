package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;

/** Which addresses of a pool this node may give out. Answers from memory. */
public interface AddressShares {

    /** A node that has every pool to itself. */
    AddressShares WHOLE =
            new AddressShares() {
                @Override
                public AddressRanges of(Cidr pool) {
                    return AddressRanges.whole(pool);
                }

                @Override
                public void scarce(Cidr pool) {
                    // nobody has more
                }

                @Override
                public boolean areReportsMissing() {
                    return false;
                }
            };

    /** This node's part of a pool. */
    AddressRanges of(Cidr pool);

    /** Hardly any address of this node's part is free. */
    void scarce(Cidr pool);

    /**
     * Whether sessions may have started that this node cannot hear of now: what was promised then
     * stays promised.
     */
    boolean areReportsMissing();
}
