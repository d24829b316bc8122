package io.passerelle.routing;

/** Something that takes a share of the connections of its priority. */
public interface Weighted {

    /** 1 or more; the lowest number that works takes all. */
    int priority();

    /** 1 or more; the proportion within the priority. */
    int share();
}
