package io.passerelle.portal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where somebody is when they ask for help: what they see, in their own words and language. It
 * holds nothing that is not on their screen.
 *
 * @param page the page's name as {@link PortalPage#name}; empty for a page that is in no menu
 * @param path its address without what stands behind the question mark
 * @param title what stands above it
 * @param facts what is known of the one thing they selected; empty for none
 */
public record PageContext(String page, String path, String title, List<Fact> facts) {

    /** Nowhere in particular. */
    public static final PageContext NOWHERE = new PageContext("", "", "", List.of());

    /** One thing that is known. */
    public record Fact(String label, String value) {}

    /** A page that knows what somebody looks at. */
    public interface Teller {

        /** What is known of the one thing they selected; empty for none. Never a secret. */
        List<Fact> facts();
    }

    /** Copies the facts. */
    public PageContext {
        facts = List.copyOf(facts);
    }

    /** The facts, one a line. */
    public String lines() {
        String colon = Texts.inFrench() ? "\u00a0: " : ": ";
        return facts.stream()
                .map(fact -> fact.label() + colon + fact.value())
                .collect(Collectors.joining("\n"));
    }
}
