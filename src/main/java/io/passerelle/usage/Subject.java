package io.passerelle.usage;

import java.util.UUID;

/** Whose consumption it is. */
public record Subject(Kind kind, UUID id) {

    /** What can consume. */
    public enum Kind {
        /** One SIM card. */
        SIM,
        /** The cards that were in a group when they were reported. */
        GROUP,
        /** The cards of an organisation and of everything below it. */
        ORGANISATION
    }

    /** A SIM card. */
    public static Subject sim(UUID id) {
        return new Subject(Kind.SIM, id);
    }

    /** A group of SIM cards. */
    public static Subject group(UUID id) {
        return new Subject(Kind.GROUP, id);
    }

    /** An organisation and all below it. */
    public static Subject organisation(UUID id) {
        return new Subject(Kind.ORGANISATION, id);
    }
}
