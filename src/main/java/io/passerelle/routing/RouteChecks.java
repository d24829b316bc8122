package io.passerelle.routing;

import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.HostPort;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** What is wrong with a draft of a route: its form first, then where its names lead. */
@Component
final class RouteChecks {

    private static final int LABEL_AT_MOST = 120;
    private static final int IDLE_AT_MOST = 604_800;

    private final DestinationResolver resolver;
    private final AddressGuard guard;

    RouteChecks(DestinationResolver resolver, AddressGuard guard) {
        this.resolver = resolver;
        this.guard = guard;
    }

    /** Everything wrong with the form; looks nothing up. */
    List<FieldError> form(RouteDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        RouteType type = RouteType.ofPort(draft.inputPort()).orElse(null);
        if (type == null) {
            errors.add(FieldError.of("inputPort", "route.port", draft.inputPort()));
        } else if (draft.type() != null && draft.type() != type) {
            errors.add(FieldError.of("type", "route.type", draft.type().name(), draft.inputPort()));
        }
        if (draft.label().strip().length() > LABEL_AT_MOST) {
            errors.add(FieldError.of("label", "too.long", LABEL_AT_MOST));
        }
        range(errors, "idleSeconds", "number.range", draft.idleSeconds(), IDLE_AT_MOST);
        drain(errors, "removalDrainSeconds", draft.whenLost().removed());
        drain(errors, "failureDrainSeconds", draft.whenLost().failed());
        int count = draft.destinations().size();
        if (count == 0) {
            errors.add(FieldError.of("destinations", "route.destinations.none"));
        } else if (count > Route.DESTINATIONS_AT_MOST) {
            errors.add(FieldError.of("destinations", "too.many", Route.DESTINATIONS_AT_MOST));
        } else {
            for (int i = 0; i < count; i++) {
                destination(errors, "destinations[" + i + "].", draft.destinations().get(i));
            }
        }
        return errors;
    }

    /**
     * Names that do not resolve, and addresses the organisation may not go to. Waits for the
     * look-ups, a few seconds at most: not for event loops, and not within a transaction.
     *
     * @param draft one whose form is right
     */
    List<FieldError> targets(UUID organisationId, RouteDraft draft) {
        Map<String, CompletableFuture<Resolution>> asked = new HashMap<>();
        for (DestinationDraft destination : draft.destinations()) {
            asked.computeIfAbsent(
                    host(destination), host -> resolver.resolve(host).toCompletableFuture());
        }
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < draft.destinations().size(); i++) {
            String host = host(draft.destinations().get(i));
            CompletableFuture<Resolution> answer = asked.get(host);
            if (answer != null) {
                target(errors, "destinations[" + i + "].host", organisationId, host, answer.join());
            }
        }
        return errors;
    }

    /** The destinations of a draft whose form is right. */
    static List<Destination> destinations(RouteDraft draft) {
        return draft.destinations().stream()
                .map(d ->
                        new Destination(
                                new HostPort(host(d), d.port()),
                                d.priority(),
                                d.share(),
                                d.linkId()))
                .toList();
    }

    private void target(
            List<FieldError> errors,
            String field,
            UUID organisationId,
            String host,
            Resolution resolution) {
        if (!resolution.isUsable()) {
            errors.add(FieldError.of(field, "route.unresolved", host));
            return;
        }
        for (InetAddress address : resolution.addresses()) {
            if (!guard.allows(organisationId, address)) {
                errors.add(
                        FieldError.of(field, "route.not.approved", host, address.getHostAddress()));
                return;
            }
        }
    }

    private static void destination(
            List<FieldError> errors, String prefix, DestinationDraft destination) {
        String host = destination.host().strip();
        if (host.isEmpty()) {
            errors.add(FieldError.of(prefix + "host", "required"));
        } else if (!HostPort.isHost(host)) {
            errors.add(FieldError.of(prefix + "host", "host.bad", host));
        }
        range(errors, prefix + "port", "port.range", destination.port(), 65_535);
        range(
                errors,
                prefix + "priority",
                "number.range",
                destination.priority(),
                Destination.MOST);
        range(errors, prefix + "share", "number.range", destination.share(), Destination.MOST);
    }

    private static void drain(List<FieldError> errors, String field, LossPolicy policy) {
        range(errors, field, "number.range", policy.drainSeconds(), LossPolicy.DRAIN_AT_MOST);
    }

    private static void range(
            List<FieldError> errors, String field, String code, int value, int most) {
        if (value < 1 || value > most) {
            errors.add(FieldError.of(field, code, 1, most));
        }
    }

    private static String host(DestinationDraft destination) {
        return destination.host().strip().toLowerCase(java.util.Locale.ROOT);
    }
}
