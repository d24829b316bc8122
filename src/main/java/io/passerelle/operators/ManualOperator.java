package io.passerelle.operators;

import io.passerelle.sims.SimRequest;
import org.springframework.stereotype.Component;

/** An operator whom a person tells, and whose answer a person writes down. */
@Component
final class ManualOperator implements OperatorAdapter {

    @Override
    public AdapterKind kind() {
        return AdapterKind.MANUAL;
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public Handed hand(SimRequest request, MobileOperator operator) {
        return new Handed.Taken("", null);
    }
}
