package io.passerelle.store;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The database's part of {@code /health}: what is known of it, without asking it. Whether the node
 * takes traffic, {@code /ready}, does not depend on it, because the gateway serves without.
 */
@Component
final class StoreHealth implements HealthIndicator {

    private final StoreState state;

    StoreHealth(StoreState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        return state.outage().isEmpty() ? Health.up().build() : Health.down().build();
    }
}
