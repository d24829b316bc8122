package io.passerelle.sims;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Imei;
import io.passerelle.sims.BulkWork.Task;
import io.passerelle.sims.GuardParameter.Date;
import io.passerelle.sims.GuardParameter.Device;
import io.passerelle.sims.GuardParameter.Protection;
import io.passerelle.sims.GuardParameter.Tags;
import io.passerelle.sims.SimGuards.Expiry;
import io.passerelle.sims.store.ManyGuardsStore;
import io.passerelle.sims.store.SimTagStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Guards and tags of many cards (M2M-11), in the caller's transaction: each card is judged like one
 * alone, and those that may are changed by one statement.
 */
@Component
class BulkGuards {

    private final ManyGuardsStore store;
    private final SimTagStore tags;
    private final ObjectProvider<CardSessions> sessions;
    private final Audit audit;

    BulkGuards(
            ManyGuardsStore store,
            SimTagStore tags,
            ObjectProvider<CardSessions> sessions,
            Audit audit) {
        this.store = store;
        this.tags = tags;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * Does the same to locked cards.
     *
     * @param tasks of one action; their parameters are good and alike, unless they name devices
     * @return those that were refused, and why
     */
    List<SimJobLine> run(Viewer viewer, SimJob job, List<Task> tasks) {
        return switch (wanted(tasks.getFirst())) {
            case Device ignored -> lock(viewer, job, tasks);
            case Protection(boolean on) -> protect(viewer, job, on, tasks);
            case Date date -> expire(viewer, job, date.in(viewer.zone()), tasks);
            case Tags(var add, var remove) -> tag(viewer, job, add, remove, tasks);
        };
    }

    private static GuardParameter wanted(Task task) {
        return GuardParameter.read(task.action(), task.parameter());
    }

    /** Each to a device of its own. */
    private List<SimJobLine> lock(Viewer viewer, SimJob job, List<Task> tasks) {
        List<SimJobLine> refused = new ArrayList<>();
        Map<UUID, String> seen = seen(tasks);
        Map<Sim, @Nullable String> locks = new LinkedHashMap<>();
        for (Task task : tasks) {
            Device device = (Device) wanted(task);
            String imei = device.seen() ? seen.get(task.sim().id()) : device.imei();
            if (device.seen() && imei == null) {
                refused.add(task.line().refused("bulk.unseen", List.of()));
            } else if (!Objects.equals(imei, task.sim().guards().imei())) {
                locks.put(task.sim(), imei);
            }
        }
        store.lock(locks);
        tell(
                viewer,
                job,
                List.copyOf(locks.keySet()),
                BulkGuards::imei,
                sim -> Objects.requireNonNullElse(locks.get(sim), ""));
        return refused;
    }

    private static String imei(Sim sim) {
        return Objects.requireNonNullElse(sim.guards().imei(), "");
    }

    /** The device each card was last seen in, of those that were. */
    private Map<UUID, String> seen(List<Task> tasks) {
        CardSessions known = sessions.getIfAvailable();
        Map<UUID, String> seen = new LinkedHashMap<>();
        List<UUID> asked =
                tasks.stream()
                        .filter(task -> ((Device) wanted(task)).seen())
                        .map(task -> task.sim().id())
                        .toList();
        if (known != null && !asked.isEmpty()) {
            known.lastDevices(asked)
                    .forEach((sim, told) ->
                            Imei.told(told).ifPresent(imei -> seen.put(sim, imei.value())));
        }
        return seen;
    }

    private List<SimJobLine> protect(Viewer viewer, SimJob job, boolean on, List<Task> tasks) {
        List<SimJobLine> refused = new ArrayList<>();
        List<Sim> sims = allowed(tasks, SimChange.protection(on), refused);
        store.protect(sims, on);
        tell(
                viewer,
                job,
                sims,
                sim -> String.valueOf(sim.guards().terminationProtected()),
                sim -> String.valueOf(on));
        return refused;
    }

    private List<SimJobLine> expire(Viewer viewer, SimJob job, Expiry expiry, List<Task> tasks) {
        List<SimJobLine> refused = new ArrayList<>();
        List<Sim> sims = allowed(tasks, SimChange.expiry(expiry), refused);
        store.expire(sims, expiry);
        String after = expiry.at() == null ? "" : expiry.at() + " " + expiry.action();
        tell(viewer, job, sims, BulkGuards::date, sim -> after);
        return refused;
    }

    private static String date(Sim sim) {
        SimGuards guards = sim.guards();
        return guards.expiresAt() == null ? "" : guards.expiresAt() + " " + guards.expiryAction();
    }

    /** The cards a change may be made to, by the rules for one. */
    private static List<Sim> allowed(List<Task> tasks, SimChange change, List<SimJobLine> refused) {
        List<Sim> allowed = new ArrayList<>();
        for (Task task : tasks) {
            List<FieldError> errors = new ArrayList<>();
            GuardChecks.of(task.sim(), change, errors);
            if (errors.isEmpty()) {
                allowed.add(task.sim());
            } else {
                FieldError first = errors.getFirst();
                refused.add(task.line().refused(first.code(), first.arguments()));
            }
        }
        return allowed;
    }

    private List<SimJobLine> tag(
            Viewer viewer, SimJob job, List<String> add, List<String> remove, List<Task> tasks) {
        List<SimJobLine> refused = new ArrayList<>();
        List<Sim> sims = new ArrayList<>();
        for (Task task : tasks) {
            Optional<FieldError> many =
                    SimTags.mistake("parameter", changed(task.sim().tags(), add, remove));
            many.ifPresent(e -> refused.add(task.line().refused(e.code(), e.arguments())));
            if (many.isEmpty()) {
                sims.add(task.sim());
            }
        }
        sims.stream()
                .collect(Collectors.groupingBy(Sim::organisationId))
                .forEach((owner, theirs) ->
                        tags.change(theirs.stream().map(Sim::id).toList(), owner, add, remove));
        tell(
                viewer,
                job,
                sims,
                sim -> String.join(", ", sim.tags()),
                sim -> String.join(", ", changed(sim.tags(), add, remove)));
        return refused;
    }

    private static List<String> changed(List<String> tags, List<String> add, List<String> remove) {
        List<String> changed = new ArrayList<>(tags);
        changed.addAll(add);
        changed.removeAll(remove);
        return SimTags.clean(changed);
    }

    /** What was before and after of each card, one entry for each owner. */
    private void tell(
            Viewer viewer,
            SimJob job,
            List<Sim> sims,
            Function<Sim, String> before,
            Function<Sim, String> after) {
        sims.stream()
                .collect(Collectors.groupingBy(Sim::organisationId))
                .forEach((owner, theirs) ->
                        audit.done(
                                viewer,
                                "sim.update",
                                SimJobs.KIND,
                                job.id(),
                                owner,
                                SimCards.told(theirs, before),
                                SimCards.told(theirs, after)));
    }
}
