package io.passerelle.operators;

import io.passerelle.sims.RequestState;
import io.passerelle.sims.SimRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** An operator that is not there: it takes everything, and confirms or refuses it after a while. */
@Component
final class SimulatedOperator implements OperatorAdapter {

    @Override
    public AdapterKind kind() {
        return AdapterKind.SIMULATED;
    }

    @Override
    public Handed hand(SimRequest request, MobileOperator operator) {
        if (request.state() == RequestState.PENDING && operator.delaySeconds() > 0) {
            return new Handed.Taken("", Duration.ofSeconds(operator.delaySeconds()));
        }
        return new Handed.Answered(
                !operator.refuses(), operator.refuses() ? "refused by the simulated operator" : "");
    }
}
