package io.passerelle.operators;

import io.passerelle.operators.store.OperatorMessageStore;
import io.passerelle.operators.wire.MessageSignature;
import io.passerelle.operators.wire.MessageSignature.Verdict;
import io.passerelle.sims.OperatorAnswer;
import io.passerelle.sims.OperatorAnswer.Effect;
import io.passerelle.sims.Reason;
import io.passerelle.sims.SimRequests;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the answers mobile operators send by themselves. A message counts once and only when it is
 * signed and young; an operator answers for its own cards only.
 */
@Service
public class OperatorAnswers {

    private static final int KEPT_TIMES = 3;

    private final MobileOperators operators;
    private final SimRequests requests;
    private final OperatorMessageStore messages;
    private final JsonMapper json;

    OperatorAnswers(
            MobileOperators operators,
            SimRequests requests,
            OperatorMessageStore messages,
            JsonMapper json) {
        this.operators = operators;
        this.requests = requests;
        this.messages = messages;
        this.json = json;
    }

    /** What became of a message. */
    public enum Outcome {
        /** It was the answer. */
        COUNTED,
        /** The request had its answer already, or was taken back. */
        TOO_LATE,
        /** No such operator, or not signed with its secret. */
        UNAUTHORISED,
        /** Its time is too far from ours. */
        STALE,
        /** The same message came before. */
        REPLAYED,
        /** Not what the protocol says. */
        MALFORMED,
        /** It confirms a replacement without a new card, or with one that cannot be it. */
        UNUSABLE,
        /** The operator has no such request. */
        UNKNOWN
    }

    /** Takes one message. */
    @Transactional
    public Outcome take(
            UUID operatorId,
            @Nullable String timestamp,
            @Nullable String signature,
            byte[] body,
            Instant now) {
        MobileOperator operator = operators.byId(operatorId).orElse(null);
        String secret = operator == null ? "" : operators.secret(operator);
        if (operator == null || operator.adapter() != AdapterKind.REST || secret.isEmpty()) {
            return Outcome.UNAUTHORISED;
        }
        Verdict verdict = MessageSignature.check(secret, timestamp, signature, body, now);
        if (verdict != Verdict.RIGHT || signature == null) {
            return verdict == Verdict.STALE ? Outcome.STALE : Outcome.UNAUTHORISED;
        }
        messages.forgetBefore(now.minus(MessageSignature.TOLERANCE.multipliedBy(KEPT_TIMES)));
        if (!messages.isNew(operatorId, signature)) {
            return Outcome.REPLAYED;
        }
        return answer(operator, body);
    }

    private Outcome answer(MobileOperator operator, byte[] body) {
        try {
            JsonNode told = json.readTree(body);
            UUID id = UUID.fromString(told.path("id").asString(""));
            String state = told.path("state").asString("");
            if (!state.equals("confirmed") && !state.equals("refused")) {
                return Outcome.MALFORMED;
            }
            boolean theirs =
                    requests.operatorOf(id)
                            .filter(name -> operators.named(name).id().equals(operator.id()))
                            .isPresent();
            if (!theirs) {
                return Outcome.UNKNOWN;
            }
            return outcome(requests.answered(id, read(operator, told)));
        } catch (JacksonException | IllegalArgumentException e) {
            return Outcome.MALFORMED;
        }
    }

    private static OperatorAnswer read(MobileOperator operator, JsonNode told) {
        return told.path("state").asString("").equals("confirmed")
                ? OperatorAnswer.confirmed(operator.name(), NewCards.read(told))
                : OperatorAnswer.refused(
                        operator.name(), Reason.said(told.path("reason").asString("")));
    }

    private static Outcome outcome(Effect effect) {
        return switch (effect) {
            case Effect.Counted ignored -> Outcome.COUNTED;
            case Effect.TooLate ignored -> Outcome.TOO_LATE;
            case Effect.Unusable ignored -> Outcome.UNUSABLE;
        };
    }
}
