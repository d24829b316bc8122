package io.passerelle.sims;

import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Iccid;
import io.passerelle.foundation.Imsi;
import io.passerelle.foundation.Msisdn;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.ReplacementStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * One card in the place of another (M2M-3): which card may come, and what goes over to it. A card
 * that comes is new to the platform, or one of the same organisation that was never in service.
 */
@Component
final class Replacement {

    private final ReplacementStore store;

    Replacement(ReplacementStore store) {
        this.store = store;
    }

    /**
     * The card somebody names for a request.
     *
     * @throws Refused with every mistake at once
     */
    NewCard wanted(Sim old, NewCard typed) {
        List<FieldError> errors = new ArrayList<>();
        NewCard card = read(typed, errors);
        Refused.ifAny(errors);
        store.obstacle(old.id(), old.organisationId(), card)
                .ifPresent(taken -> {
                    throw Refused.field(field(taken), "sim.new.taken");
                });
        if (!card.iccid().isEmpty() && store.isExpected(card.iccid())) {
            throw Refused.field("newIccid", "sim.new.expected");
        }
        return card;
    }

    /**
     * The card a person names with an answer.
     *
     * @throws Refused with every mistake at once
     */
    NewCard named(SimRequest request, NewCard typed) {
        List<FieldError> errors = new ArrayList<>();
        NewCard card = read(typed, errors);
        Refused.ifAny(errors);
        obstacle(request, card)
                .ifPresent(reason -> {
                    throw reason.code().equals("NEW_CARD_MISSING")
                            ? Refused.field("newIccid", "required")
                            : Refused.field("newIccid", "sim.new.taken");
                });
        return card;
    }

    /** Why a card cannot take the place; empty when it can. */
    Optional<Reason> obstacle(SimRequest request, NewCard answered) {
        List<FieldError> errors = new ArrayList<>();
        NewCard card = read(answered, errors).or(request.newCard());
        if (card.iccid().isEmpty() || !errors.isEmpty()) {
            return Optional.of(Reason.of("NEW_CARD_MISSING"));
        }
        return store.obstacle(request.simId(), request.organisationId(), card)
                .map(taken -> Reason.of("NEW_CARD_TAKEN", taken));
    }

    /**
     * Puts the new card in the place of the old: status, group, label, user name and password,
     * address, options, limits go over, the telephone number too unless another is named. The old
     * one is terminated.
     *
     * @param from where the old card is
     * @return the new card; empty when somebody moved the old one by hand meanwhile
     */
    Optional<UUID> carryOut(SimRequest request, SimStatus from, NewCard answered) {
        NewCard card = read(answered, new ArrayList<>()).or(request.newCard());
        return store.replace(request.simId(), from, request.before(), card);
    }

    private static NewCard read(NewCard typed, List<FieldError> errors) {
        return new NewCard(
                read("newIccid", typed.iccid(), t -> Iccid.parse(t).map(Iccid::value), errors),
                read("newImsi", typed.imsi(), t -> Imsi.parse(t).map(Imsi::value), errors),
                read("newMsisdn", typed.msisdn(), t -> Msisdn.parse(t).map(Msisdn::value), errors));
    }

    private static String read(
            String field,
            String typed,
            Function<String, Optional<String>> parse,
            List<FieldError> errors) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return "";
        }
        Optional<String> value = parse.apply(text);
        if (value.isEmpty()) {
            String code = field.substring(3).toLowerCase(java.util.Locale.ROOT) + ".bad";
            errors.add(FieldError.of(field, code, text.length() > 60 ? "…" : text));
        }
        return value.orElse("");
    }

    private static String field(String taken) {
        return switch (taken) {
            case "imsi" -> "newImsi";
            case "msisdn" -> "newMsisdn";
            default -> "newIccid";
        };
    }
}
