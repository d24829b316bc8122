package io.passerelle.sims;

import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.SimStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does to some cards what the lines of a job say, in the caller's transaction: what can be done to
 * all of them at once, is. Each card is judged by {@link SimAction} like one alone.
 */
@Component
class BulkWork {

    private static final int LABEL_AT_MOST = 120;
    private static final int GROUP_AT_MOST = 80;

    private final SimStore store;
    private final SimCards cards;
    private final SimRequests requests;
    private final ManyRequests many;
    private final BulkGuards guards;
    private final GroupDirectory groups;
    private final TransactionTemplate alone;

    BulkWork(
            SimStore store,
            SimCards cards,
            SimRequests requests,
            ManyRequests many,
            BulkGuards guards,
            GroupDirectory groups,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.cards = cards;
        this.requests = requests;
        this.many = many;
        this.guards = guards;
        this.groups = groups;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** The list of cards. */
    Listing<Sim> listing() {
        return cards.listing();
    }

    /** A line that can be tried, and its card. */
    record Task(SimJobLine line, Sim sim, SimAction action, String parameter) {}

    /** What is done together. */
    private record Kind(SimAction action, String parameter) {}

    /**
     * Does lines of a job, none of which names a card that another one names.
     *
     * @return those that were refused, and why
     */
    List<SimJobLine> run(Viewer viewer, SimJob job, List<SimJobLine> lines) {
        List<SimJobLine> refused = new ArrayList<>();
        Map<String, Sim> known = known(viewer, lines);
        Map<Kind, List<Task>> kinds = new LinkedHashMap<>();
        for (SimJobLine line : lines) {
            Optional<Task> task = task(viewer, job, line, known, refused);
            task.ifPresent(
                    t -> kinds.computeIfAbsent(kind(t), ignored -> new ArrayList<>()).add(t));
        }
        kinds.forEach((kind, tasks) -> refused.addAll(together(viewer, job, kind, tasks)));
        return refused;
    }

    /** Labels and devices are all different and are set at once all the same. */
    private static Kind kind(Task task) {
        boolean each = task.action == SimAction.LABEL || task.action == SimAction.DEVICE;
        return new Kind(task.action, each ? "" : task.parameter);
    }

    private Map<String, Sim> known(Viewer viewer, List<SimJobLine> lines) {
        List<String> iccids =
                lines.stream().filter(l -> !l.isRefused()).map(SimJobLine::iccid).toList();
        Map<String, Sim> known = new HashMap<>();
        store.locked(iccids, viewer.visible()).forEach(sim -> known.put(sim.iccid(), sim));
        return known;
    }

    private static Optional<Task> task(
            Viewer viewer,
            SimJob job,
            SimJobLine line,
            Map<String, Sim> known,
            List<SimJobLine> refused) {
        if (line.isRefused()) {
            return Optional.empty(); // it was when the file was read, and is counted already
        }
        SimAction action =
                line.action().isEmpty()
                        ? job.action()
                        : BulkActions.named(line.action()).orElse(null);
        if (action == null) {
            refused.add(line.refused("bulk.action", List.of(line.action())));
            return Optional.empty();
        }
        Sim sim = known.get(line.iccid());
        if (sim == null) {
            refused.add(line.refused("bulk.unknown", List.of(line.iccid())));
            return Optional.empty();
        }
        String parameter = job.kind() == SimJob.Kind.FILE ? line.parameter() : job.parameter();
        Optional<FieldError> obstacle =
                !action.isFor(viewer)
                        ? Optional.of(FieldError.of("action", "bulk.action", action.name()))
                        : obstacle(action, sim, parameter);
        obstacle.ifPresent(o -> refused.add(line.refused(o.code(), o.arguments())));
        return obstacle.isPresent()
                ? Optional.empty()
                : Optional.of(new Task(line, sim, action, parameter));
    }

    private static Optional<FieldError> obstacle(SimAction action, Sim sim, String parameter) {
        Optional<FieldError> obstacle = action.obstacle(sim);
        return obstacle.isPresent() ? obstacle : parameterProblem(action, parameter);
    }

    /** What is wrong with the parameter of an action; empty when nothing is. */
    static Optional<FieldError> parameterProblem(SimAction action, String parameter) {
        String text = parameter.strip();
        int most =
                switch (action) {
                    case LABEL -> LABEL_AT_MOST;
                    case GROUP -> GROUP_AT_MOST;
                    default -> 500;
                };
        if (text.length() > most) {
            return Optional.of(FieldError.of("parameter", "too.long", most));
        }
        if (action == SimAction.GROUP && text.isEmpty()) {
            return Optional.of(FieldError.of("parameter", "required"));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(FieldError.of("parameter", "import.control"));
        }
        if (GuardParameter.isOf(action)) {
            return guardProblem(action, text);
        }
        boolean formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
        return action == SimAction.LABEL && formula
                ? Optional.of(FieldError.of("parameter", "import.formula", text))
                : Optional.empty();
    }

    private static Optional<FieldError> guardProblem(SimAction action, String text) {
        try {
            GuardParameter.read(action, text);
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused.errors().getFirst());
        }
    }

    private List<SimJobLine> together(Viewer viewer, SimJob job, Kind kind, List<Task> tasks) {
        if (kind.action.isRequest()) {
            String comment = kind.parameter.isBlank() ? job.comment() : kind.parameter.strip();
            many.ask(viewer, sims(tasks), kind.action, comment, job.id());
            return List.of();
        }
        return switch (kind.action) {
            case LABEL -> labels(viewer, job, tasks);
            case GROUP -> group(viewer, job, kind.parameter.strip(), tasks);
            case DEVICE, PROTECTION, EXPIRY, TAGS -> guards.run(viewer, job, tasks);
            default -> oneByOne(viewer, kind.action, tasks);
        };
    }

    private List<SimJobLine> labels(Viewer viewer, SimJob job, List<Task> tasks) {
        Map<Sim, String> labels = new LinkedHashMap<>();
        tasks.forEach(task -> labels.put(task.sim, task.parameter.strip()));
        cards.label(viewer, labels, job.id());
        return List.of();
    }

    /** The group of that name in the organisation of each card. */
    private List<SimJobLine> group(Viewer viewer, SimJob job, String name, List<Task> tasks) {
        List<SimJobLine> refused = new ArrayList<>();
        Map<UUID, List<Sim>> moves = new LinkedHashMap<>();
        for (Task task : tasks) {
            Optional<KnownGroup> group = group(task.sim.organisationId(), name);
            if (group.isEmpty()) {
                refused.add(task.line.refused("import.group", List.of(name)));
            } else {
                moves.computeIfAbsent(group.get().id(), ignored -> new ArrayList<>()).add(task.sim);
            }
        }
        moves.forEach((group, sims) -> cards.regroup(viewer, sims, group, job.id()));
        return refused;
    }

    private Optional<KnownGroup> group(UUID organisation, String name) {
        return groups.all().values().stream()
                .filter(g -> g.organisationId().equals(organisation))
                .filter(g -> g.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** By the same door as a person; what one card is refused leaves the others as they are. */
    private List<SimJobLine> oneByOne(Viewer viewer, SimAction action, List<Task> tasks) {
        List<SimJobLine> refused = new ArrayList<>();
        for (Task task : tasks) {
            try {
                alone.executeWithoutResult(status -> one(viewer, action, task));
            } catch (Refused refusal) {
                FieldError first = refusal.errors().getFirst();
                refused.add(task.line.refused(first.code(), first.arguments()));
            } catch (Conflict | NotFound | Forbidden refusal) {
                refused.add(task.line.refused("bulk.changed", List.of()));
            }
        }
        return refused;
    }

    private void one(Viewer viewer, SimAction action, Task task) {
        if (action == SimAction.WITHDRAW) {
            requests.withdraw(viewer, task.sim.id());
        } else {
            throw Refused.field("action", "bulk.action", action.name());
        }
    }

    private static List<Sim> sims(List<Task> tasks) {
        return tasks.stream().map(Task::sim).toList();
    }
}
