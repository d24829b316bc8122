package io.passerelle.foundation;

import java.util.List;

/**
 * What is wrong with one field of somebody's input.
 *
 * @param field the field's name as the API spells it, such as {@code destinations[1].port}; empty
 *     for the whole
 * @param code the reason; its text is the bundle key {@code error.<code>}
 * @param arguments values the text names
 */
public record FieldError(String field, String code, List<Object> arguments) {

    /** A reason with the values its text names. */
    public static FieldError of(String field, String code, Object... arguments) {
        return new FieldError(field, code, List.of(arguments));
    }
}
