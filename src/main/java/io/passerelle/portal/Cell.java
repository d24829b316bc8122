package io.passerelle.portal;

import org.jspecify.annotations.Nullable;

/**
 * What a list shows at one place: a value, not a component, so that a thousand of them cost nothing
 * on the server and an export can write them too.
 *
 * @param text the words; empty shows nothing
 * @param tone a badge of that colour around the words; null for plain words
 * @param tooltip what the pointer explains; empty for nothing
 * @param href the address inside the portal the words lead to; empty for none
 * @param style one of the style sheet's cell styles, such as {@code mono}; empty for none
 * @param mark letters that stand before the words like a picture; empty for none
 */
public record Cell(
        String text, @Nullable Tone tone, String tooltip, String href, String style, String mark) {

    /** Nothing to show. */
    public static final Cell NONE = new Cell("", null, "", "", "", "");

    /** Plain words. */
    public static Cell of(@Nullable Object value) {
        return value == null ? NONE : new Cell(String.valueOf(value), null, "", "", "", "");
    }

    /** Words in a badge. */
    public static Cell badge(String text, Tone tone) {
        return new Cell(text, tone, "", "", "", "");
    }

    /** Words that lead to another page. */
    public static Cell link(String text, String href) {
        return new Cell(text, null, "", href, "", "");
    }

    /** Digits and addresses, in which every figure has the same width. */
    public static Cell mono(@Nullable Object value) {
        return value == null ? NONE : new Cell(String.valueOf(value), null, "", "", "mono", "");
    }

    /** The same with an explanation under the pointer. */
    public Cell withTooltip(String explanation) {
        return new Cell(text, tone, explanation, href, style, mark);
    }

    /** The same, leading to another page. */
    public Cell to(String address) {
        return new Cell(text, tone, tooltip, address, style, mark);
    }

    /** The same in one of the style sheet's cell styles. */
    public Cell styled(String name) {
        return new Cell(text, tone, tooltip, href, name, mark);
    }

    /** The same with letters before the words, such as the initials of a name. */
    public Cell marked(String letters) {
        return new Cell(text, tone, tooltip, href, style, letters);
    }

    /** The classes that make it look so. */
    String styles() {
        String badge = tone == null ? "" : "badge " + tone.style();
        return (badge + " " + style).strip();
    }
}
