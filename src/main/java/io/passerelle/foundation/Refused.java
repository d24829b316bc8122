package io.passerelle.foundation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What somebody asked for cannot be done as they asked: every reason at once, nothing was changed.
 */
public final class Refused extends RuntimeException {

    private final transient List<FieldError> errors;

    private Refused(List<FieldError> errors) {
        super(
                errors.stream()
                        .map(e -> e.field() + ": " + e.code())
                        .collect(Collectors.joining(", ")),
                null,
                false,
                false);
        this.errors = errors;
    }

    /** A refusal for several reasons; at least one. */
    public static Refused of(List<FieldError> errors) {
        return new Refused(List.copyOf(errors));
    }

    /** A refusal because of one field. */
    public static Refused field(String field, String code, Object... arguments) {
        return new Refused(List.of(FieldError.of(field, code, arguments)));
    }

    /** Throws when there is anything to refuse. */
    public static void ifAny(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw of(errors);
        }
    }

    /** Every reason. */
    public List<FieldError> errors() {
        return errors;
    }
}
