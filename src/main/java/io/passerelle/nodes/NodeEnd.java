package io.passerelle.nodes;

/** How this process ends when somebody asks for it. */
@FunctionalInterface
public interface NodeEnd {

    /** Stops everything in order, and does not return before. */
    void end();
}
