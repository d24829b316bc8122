package io.passerelle.api;

import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects what a body must have and has not, so that one answer names all of it. */
public final class Required {

    private static final UUID NOBODY = new UUID(0, 0);

    private final List<FieldError> missing = new ArrayList<>();

    /** The value, or a stand-in that {@link #check} never lets through. */
    public <T> T of(String field, @Nullable T value, T standIn) {
        if (value == null) {
            missing.add(FieldError.of(field, "required"));
            return standIn;
        }
        return value;
    }

    /** A text that must be there; it may be empty. */
    public String text(String field, @Nullable String value) {
        return of(field, value, "");
    }

    /** An identifier that must be there. */
    public UUID id(String field, @Nullable UUID value) {
        return of(field, value, NOBODY);
    }

    /**
     * Refuses when something is missing.
     *
     * @throws Refused with every missing field
     */
    public void check() {
        Refused.ifAny(missing);
    }
}
