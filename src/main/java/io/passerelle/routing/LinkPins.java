package io.passerelle.routing;

import io.passerelle.accounts.Viewer;
import io.passerelle.egress.EgressLink;
import io.passerelle.egress.EgressLinks;
import io.passerelle.foundation.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * To which egress links a route's destinations are pinned (SPEC M2M-27): that is the operator's to
 * say. Who may not changes everything else of a route, and its pins stay.
 */
@Component
final class LinkPins {

    private final EgressLinks links;

    LinkPins(EgressLinks links) {
        this.links = links;
    }

    /**
     * The destinations of a draft whose form is right.
     *
     * @param before the route as it is; null for a new one
     * @param errors takes what is wrong with the pins
     */
    List<Destination> judged(
            Viewer viewer, RouteDraft draft, @Nullable Route before, List<FieldError> errors) {
        List<Destination> asked = RouteChecks.destinations(draft);
        return EgressLinks.mayManage(viewer)
                ? known(viewer, asked, errors)
                : kept(asked, before, errors);
    }

    private List<Destination> known(
            Viewer viewer, List<Destination> asked, List<FieldError> errors) {
        if (asked.stream().allMatch(destination -> destination.link() == null)) {
            return asked;
        }
        Set<UUID> known =
                links.all(viewer).stream().map(EgressLink::id).collect(Collectors.toSet());
        for (int i = 0; i < asked.size(); i++) {
            UUID link = asked.get(i).link();
            if (link != null && !known.contains(link)) {
                errors.add(FieldError.of("destinations[" + i + "].linkId", "egress.unknown"));
            }
        }
        return asked;
    }

    private static List<Destination> kept(
            List<Destination> asked, @Nullable Route before, List<FieldError> errors) {
        List<Destination> kept = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            Destination destination = asked.get(i);
            UUID pin = before == null ? null : HealthTarget.of(before, destination.target()).link();
            if (destination.link() != null && !Objects.equals(destination.link(), pin)) {
                errors.add(FieldError.of("destinations[" + i + "].linkId", "egress.unknown"));
            }
            kept.add(
                    new Destination(
                            destination.target(),
                            destination.priority(),
                            destination.share(),
                            pin));
        }
        return kept;
    }
}
