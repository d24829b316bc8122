package io.passerelle.operators;

import io.passerelle.operators.OperatorAdapter.Handed;
import io.passerelle.sims.ManyRequests;
import io.passerelle.sims.OperatorAnswer;
import io.passerelle.sims.SimRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands over many requests to operators who take no time, and writes what came of them in one
 * transaction: a commit for each would take longer than all the rest.
 */
@Component
class RequestsTogether {

    private final MobileOperators operators;
    private final ManyRequests requests;

    RequestsTogether(MobileOperators operators, ManyRequests requests) {
        this.operators = operators;
        this.requests = requests;
    }

    /** How requests were taken. */
    private record Taken(String adapter, @Nullable Duration again) {}

    /**
     * Hands over requests.
     *
     * @return those that are to be handed over one by one, because something about them is not
     *     usual
     */
    @Transactional
    public List<SimRequest> hand(
            List<SimRequest> batch, Function<MobileOperator, OperatorAdapter> adapters) {
        Map<UUID, OperatorAnswer> answers = new LinkedHashMap<>();
        Map<Taken, List<UUID>> taken = new LinkedHashMap<>();
        List<SimRequest> left = new ArrayList<>();
        for (SimRequest request : batch) {
            MobileOperator operator = operators.named(request.operator());
            OperatorAdapter adapter = adapters.apply(operator);
            String name = adapter.kind().name();
            if (!adapter.isQuick()) {
                left.add(request); // somebody changed the operator in this moment
                continue;
            }
            switch (adapter.hand(request, operator)) {
                case Handed.Answered(var confirmed, var reason, var card) ->
                        answers.put(
                                request.id(), new OperatorAnswer(confirmed, name, reason, card));
                case Handed.Taken(var reference, var again) when reference.isEmpty() ->
                        taken.computeIfAbsent(new Taken(name, again), how -> new ArrayList<>())
                                .add(request.id());
                case Handed.Taken ignored -> left.add(request);
                case Handed.Failed ignored -> left.add(request);
            }
        }
        // cards before requests, as everybody holds them: answered holds both, sent requests only
        Set<UUID> unusual = requests.answered(answers);
        taken.forEach((how, ids) -> requests.sent(ids, how.adapter, how.again));
        batch.stream().filter(request -> unusual.contains(request.id())).forEach(left::add);
        return left;
    }
}
