package io.passerelle.operators;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a mobile operator to be.
 *
 * @param secret shared with a REST operator, 16 to 128 characters; null or empty keeps the present
 */
public record MobileOperatorDraft(
        String name,
        AdapterKind adapter,
        int delaySeconds,
        boolean refuses,
        String url,
        @Nullable String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "MobileOperatorDraft[" + name + "]";
    }
}
