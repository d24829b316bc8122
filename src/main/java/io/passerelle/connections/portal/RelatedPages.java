package io.passerelle.connections.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.RowAction;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ways from a connection to its card, session and route and to the card's other connections,
 * the same for open ones and for records.
 */
record RelatedPages<R>(
        Consumer<String> go,
        Function<R, @Nullable UUID> sim,
        Function<R, @Nullable UUID> session,
        Function<R, @Nullable UUID> route) {

    /**
     * Adds the actions.
     *
     * @param others the key of the one that leads to the card's other connections
     */
    void addTo(ListDefinition<R> list, String others, VaadinIcon othersIcon) {
        list.action(way("sim", VaadinIcon.CREDIT_CARD, sim, "sims?id=").usual())
                .action(way("session", VaadinIcon.SIGNAL, session, "sessions?tab=history&id="))
                .action(way("route", VaadinIcon.ROAD_BRANCHES, route, "routes?routeId="))
                .action(way(others, othersIcon, sim, "connections?tab=history&simId="));
    }

    private RowAction<R> way(
            String key, VaadinIcon icon, Function<R, @Nullable UUID> id, String address) {
        return RowAction.<R>one(key, icon, row -> go.accept(address + id.apply(row)))
                .when(rows -> id.apply(rows.getFirst()) != null);
    }
}
