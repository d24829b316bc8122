package io.passerelle.operators;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mobile operator and the way to it.
 *
 * @param name as cards have it, in any case
 * @param delaySeconds how long the simulated one takes, 0 to 86,400
 * @param refuses whether the simulated one refuses everything
 * @param url where requests are sent by REST; empty otherwise
 * @param sealedSecret as {@code SecretBox} sealed it; null without REST
 */
public record MobileOperator(
        UUID id,
        String name,
        AdapterKind adapter,
        int delaySeconds,
        boolean refuses,
        String url,
        byte @Nullable [] sealedSecret,
        Instant createdAt,
        int version) {

    private static final UUID NONE = new UUID(0, 0);
    private static final int USUAL_DELAY = 3;

    /** What an operator is that nobody has told anything of. */
    static MobileOperator unknown(String name) {
        return new MobileOperator(
                NONE, name, AdapterKind.SIMULATED, USUAL_DELAY, false, "", null, Instant.EPOCH, 1);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "MobileOperator[" + name + ", " + adapter + "]";
    }
}
