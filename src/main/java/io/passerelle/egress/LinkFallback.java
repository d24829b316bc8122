package io.passerelle.egress;

/** What follows a link that is down, or over which a destination does not answer. */
public enum LinkFallback {
    /** Nothing: what lies behind it is reached by it, or not at all. */
    NONE,
    /** The next link behind which the address lies. */
    LINKS,
    /** The next link, and after the last one the machine's own way. */
    DEFAULT
}
