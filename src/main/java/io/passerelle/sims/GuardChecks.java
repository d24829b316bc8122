package io.passerelle.sims;

import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Imei;
import io.passerelle.sims.SimGuards.Expiry;
import io.passerelle.sims.SimGuards.ExpiryAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold of a card's guards and tags before they are kept. */
final class GuardChecks {

    private static final Duration FURTHEST = Duration.ofDays(365 * 30);

    private GuardChecks() {}

    /** The guards a change leads to. */
    static SimGuards of(Sim before, SimChange change, List<FieldError> errors) {
        SimGuards was = before.guards();
        Boolean wanted = change.terminationProtected();
        boolean isProtected = wanted == null ? was.terminationProtected() : wanted;
        Expiry expiry = change.expiry();
        Instant at = expiry == null ? was.expiresAt() : expiry.at();
        ExpiryAction action =
                expiry == null ? was.expiryAction() : expiry.at() == null ? null : expiry.action();
        check(change, at, action, isProtected, errors);
        return new SimGuards(
                imei(was.imei(), change.imei(), errors),
                isProtected,
                at,
                action,
                expiry == null ? was.expiryDoneAt() : null,
                expiry == null ? was.expiryProblem() : "");
    }

    private static void check(
            SimChange change,
            @Nullable Instant at,
            @Nullable ExpiryAction action,
            boolean isProtected,
            List<FieldError> errors) {
        if (change.expiry() != null) {
            date("expiresAt", at).ifPresent(errors::add);
        }
        if (isProtected && action == ExpiryAction.TERMINATE) {
            String field = change.expiry() == null ? "terminationProtected" : "expiryAction";
            errors.add(FieldError.of(field, "sim.expiry.protected"));
        }
    }

    /** What is wrong with the moment at which a card is to expire; empty when nothing is. */
    static Optional<FieldError> date(String field, @Nullable Instant at) {
        Instant now = Instant.now();
        if (at == null) {
            return Optional.empty();
        }
        if (!at.isAfter(now)) {
            return Optional.of(FieldError.of(field, "sim.expiry.past"));
        }
        return at.isAfter(now.plus(FURTHEST))
                ? Optional.of(FieldError.of(field, "sim.expiry.far"))
                : Optional.empty();
    }

    private static @Nullable String imei(
            @Nullable String was, @Nullable String typed, List<FieldError> errors) {
        if (typed == null) {
            return was;
        }
        if (typed.isBlank()) {
            return null;
        }
        Optional<Imei> imei = Imei.parse(typed);
        if (imei.isEmpty()) {
            errors.add(FieldError.of("imei", "imei.bad", typed.length() > 60 ? "…" : typed));
        }
        return imei.map(Imei::value).orElse(was);
    }
}
