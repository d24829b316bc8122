package io.passerelle.egress;

/** What a link is made of; it changes nothing but what people read. */
public enum LinkKind {
    /** The public Internet, by this or that provider. */
    INTERNET,
    /** A tunnel of IPsec, such as an XFRM interface. */
    IPSEC,
    /** A private network of an operator. */
    MPLS,
    /** A line of one's own. */
    LEASED_LINE
}
