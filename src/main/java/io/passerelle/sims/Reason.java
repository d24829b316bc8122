package io.passerelle.sims;

import java.util.Arrays;
import java.util.List;

/**
 * Why something was refused, or failed: in somebody's own words, or by a code that each reader gets
 * in their language from the bundle key {@code sims.reason.<code>}, or both.
 *
 * @param text as a person or a mobile operator wrote it; empty for nothing
 * @param code such as {@code NO_ANSWER}; empty when the text says all
 * @param arguments what the code's text names
 */
public record Reason(String text, String code, List<String> arguments) {

    /** No reason. */
    public static final Reason NONE = new Reason("", "", List.of());

    private static final int TEXT_AT_MOST = 500;

    public Reason {
        text = cut(text.strip());
        arguments = arguments.stream().map(Reason::cut).toList();
    }

    /** In somebody's own words; what is too long is cut. */
    public static Reason said(String text) {
        return new Reason(text, "", List.of());
    }

    /** By a code. */
    public static Reason of(String code, Object... arguments) {
        return new Reason("", code, Arrays.stream(arguments).map(String::valueOf).toList());
    }

    /** The same words with a code in front. */
    Reason after(String newCode, Object... newArguments) {
        return new Reason(text, newCode, Arrays.stream(newArguments).map(String::valueOf).toList());
    }

    private static String cut(String text) {
        return text.length() <= TEXT_AT_MOST ? text : text.substring(0, TEXT_AT_MOST);
    }
}
