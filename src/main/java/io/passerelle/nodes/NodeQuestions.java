package io.passerelle.nodes;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a node knows and does not write down, asked of it by others. For people who look at a page,
 * not for what carries traffic.
 */
public interface NodeQuestions {

    /**
     * What the other nodes said.
     *
     * @param given by the nodes that answered
     * @param silent the nodes that live, and did not answer in time
     */
    record Answers(Map<Node, String> given, List<Node> silent) {

        /** Nobody was asked. */
        public static final Answers NONE = new Answers(Map.of(), List.of());

        /** Copies. */
        public Answers {
            given = Map.copyOf(given);
            silent = List.copyOf(silent);
        }
    }

    /**
     * How this node answers questions of a kind. Called one at a time, on a thread that may wait a
     * little.
     */
    void answer(String kind, UnaryOperator<String> answerer);

    /** The other nodes that live and have that role. */
    List<Node> others(String role);

    /** Asks the other living nodes of a role, and waits up to a second for their answers. */
    Answers ask(String kind, String role, String text);
}
