package io.passerelle.routing;

import io.passerelle.egress.LinkPlan;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * What a connection of a SIM card on a port would meet now, and why (SPEC M2M-32). Data for people
 * in their language: the text of a step is the bundle key {@code routing.explain.<code>} with its
 * arguments.
 *
 * @param carried whether the terminal would reach a server
 * @param steps in the order in which the gateway decides
 * @param choices the destinations in order of priority; empty without a route
 */
public record Explanation(boolean carried, List<Step> steps, List<Choice> choices) {

    /** Copies. */
    public Explanation {
        steps = List.copyOf(steps);
        choices = List.copyOf(choices);
    }

    /** What a step is about. */
    public enum Topic {
        /** The card: whether it may be used. */
        SIM,
        /** Its RADIUS session. */
        SESSION,
        /** Its group. */
        GROUP,
        /** How many connections it has and may have. */
        LIMIT,
        /** The route of the group and port. */
        ROUTE,
        /** How the connections are divided. */
        ORDER,
        /** How the destinations are doing. */
        HEALTH,
        /** Which addresses may be dialled. */
        GUARD,
        /** By which egress links they are reached. */
        LINK,
        /** What becomes of the connections that are open now. */
        OPEN
    }

    /** What a step means for the connection. */
    public enum Verdict {
        /** As it should be. */
        GOOD,
        /** It goes on, but somebody should look. */
        CAUTION,
        /** The connection ends here. */
        STOPS
    }

    /** One step. */
    public record Step(Topic topic, Verdict verdict, String code, List<Object> arguments) {

        /** A step with the values its text names. */
        static Step of(Topic topic, Verdict verdict, String code, Object... arguments) {
            return new Step(topic, verdict, code, Arrays.asList(arguments));
        }

        /** The bundle key of its text. */
        public String key() {
            return "routing.explain." + code;
        }
    }

    /**
     * A destination and its chances.
     *
     * @param probability that it takes the connection, 0 to 1
     * @param part its part of the connections that come to its priority, 0 to 1
     * @param health as this node sees it
     * @param assumedDead whether the question was "what if this one dies"
     * @param addresses what its name leads to; empty when it does not resolve and never did
     * @param namesKept whether that is an older answer, because the name does not resolve now
     * @param refused the addresses that may not be dialled for this organisation
     * @param roads by which egress links each of the others is dialled; empty where there are none
     */
    public record Choice(
            Destination destination,
            double probability,
            double part,
            Health health,
            boolean assumedDead,
            List<InetAddress> addresses,
            boolean namesKept,
            List<InetAddress> refused,
            List<Road> roads) {

        /** Whether any of its addresses may be dialled. */
        public boolean isAllowed() {
            return addresses.size() > refused.size();
        }

        /** Whether there is a way to any of those now. */
        public boolean isReachable() {
            return isAllowed() && (roads.isEmpty() || roads.stream().anyMatch(Road::isOpen));
        }
    }

    /** By which egress links an address is dialled. */
    public record Road(InetAddress address, LinkPlan plan) {

        /** Whether there is a way now. */
        public boolean isOpen() {
            return !plan.ways(address).isEmpty();
        }
    }
}
