package io.passerelle.operators;

import io.passerelle.foundation.InFlight;
import io.passerelle.operators.OperatorAdapter.Handed;
import io.passerelle.sims.OperatorAnswer;
import io.passerelle.sims.OperatorAnswer.Effect;
import io.passerelle.sims.Reason;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes requests to their operators. Each is claimed in the database for a while, so that of
 * several nodes one does it, and another if that one dies; what fails is tried again, later each
 * time.
 */
@Component
final class RequestWorker implements SmartLifecycle {

    /** How often a request is tried before it is given up: with the waits between, 26 hours. */
    static final int ATTEMPTS_AT_MOST = 24;

    private static final Logger LOG = LoggerFactory.getLogger(RequestWorker.class);

    /** Requests under way, in all and at one operator that takes its time. */
    private static final int AT_ONCE = 96;

    private static final int AT_ONCE_EACH = 16;

    /** Requests in one transaction, of operators who take no time, and how many such at once. */
    private static final int QUICK_AT_ONCE = 500;

    private static final int BATCHES = 2;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(2);
    private static final long EVERY_MILLIS = 1_000;

    private final SimRequests requests;
    private final MobileOperators operators;
    private final RequestsTogether together;
    private final Semaphore batches = new Semaphore(BATCHES);
    private final Map<AdapterKind, OperatorAdapter> adapters = new EnumMap<>(AdapterKind.class);
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final InFlight<String> inFlight = new InFlight<>(AT_ONCE, AT_ONCE_EACH);
    private volatile boolean moreIsDue;
    private volatile @Nullable ScheduledExecutorService clock;
    private volatile @Nullable ExecutorService hands;

    RequestWorker(
            SimRequests requests,
            MobileOperators operators,
            RequestsTogether together,
            List<OperatorAdapter> adapters,
            ChangeFeed feed) {
        this.requests = requests;
        this.operators = operators;
        this.together = together;
        adapters.forEach(adapter -> this.adapters.put(adapter.kind(), adapter));
        feed.on("sim_request", this::soon);
    }

    /** How long to wait after so many attempts: doubled each time. */
    static Duration waitAfter(int attempts) {
        int doublings = Math.min(Math.max(attempts - 1, 0), 20);
        Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    @Override
    public void start() {
        hands =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("operator-", 0).factory());
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("sim-requests").factory());
        clock = executor;
        executor.scheduleWithFixedDelay(this::runLogged, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void soon() {
        ScheduledExecutorService executor = clock;
        if (executor != null && !executor.isShutdown() && !wanted.getAndSet(true)) {
            try {
                executor.execute(this::runLogged);
            } catch (RejectedExecutionException stopping) {
                wanted.set(false);
            }
        }
    }

    private void runLogged() {
        wanted.set(false);
        try {
            run();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e) && isRunning()) {
                LOG.atError().setCause(e).log("requests to mobile operators could not be read");
            }
        }
    }

    /** Nobody waits here for an answer: an operator that hangs holds up nobody else's. */
    private void run() {
        ExecutorService workers = hands;
        if (workers == null) {
            return;
        }
        List<String> waiting = new ArrayList<>(requests.operatorsWaiting());
        Collections.shuffle(waiting); // nobody is always the first
        Set<String> full = inFlight.full();
        Map<Boolean, List<String>> quick =
                waiting.stream()
                        .filter(name -> !full.contains(name))
                        .collect(Collectors.partitioningBy(this::isQuick));
        boolean moreQuick = takeMany(workers, quick.getOrDefault(true, List.of()));
        boolean moreSlow = takeEach(workers, quick.getOrDefault(false, List.of()));
        moreIsDue = moreQuick || moreSlow;
    }

    private boolean isQuick(String operator) {
        return adapter(operators.named(operator)).isQuick();
    }

    /** Those that wait for nobody, hundreds at once. */
    private boolean takeMany(ExecutorService workers, List<String> operators) {
        if (operators.isEmpty()) {
            return false;
        }
        if (!batches.tryAcquire()) {
            return true;
        }
        List<SimRequest> due = List.of();
        try {
            int each = Math.max(AT_ONCE_EACH, QUICK_AT_ONCE / operators.size());
            due = requests.claim(operators, each, QUICK_AT_ONCE, LEASE);
        } finally {
            if (due.isEmpty()) {
                batches.release();
            }
        }
        if (!due.isEmpty()) {
            List<SimRequest> batch = due;
            workers.execute(() -> {
                try {
                    handLogged(batch);
                } finally {
                    batches.release();
                    soon();
                }
            });
        }
        return due.size() >= AT_ONCE_EACH;
    }

    /** Those that may wait, each by a thread of its own. */
    private boolean takeEach(ExecutorService workers, List<String> operators) {
        int room = inFlight.room();
        if (room == 0 || operators.isEmpty()) {
            return !operators.isEmpty();
        }
        List<SimRequest> due = requests.claim(operators, AT_ONCE_EACH, room, LEASE);
        due.forEach(request -> execute(workers, request));
        return due.size() >= AT_ONCE_EACH;
    }

    private void execute(ExecutorService workers, SimRequest request) {
        inFlight.begin(request.operator());
        workers.execute(() -> {
            try {
                handLogged(request);
            } finally {
                inFlight.end(request.operator());
                if (moreIsDue) {
                    soon();
                }
            }
        });
    }

    private OperatorAdapter adapter(MobileOperator operator) {
        return Objects.requireNonNull(adapters.get(operator.adapter()));
    }

    private void handLogged(List<SimRequest> batch) {
        List<SimRequest> left = batch;
        try {
            left = together.hand(batch, this::adapter);
        } catch (RuntimeException e) {
            if (StoreFaults.isAway(e)) {
                return; // the lease ends, and somebody tries again
            }
            LOG.atWarn().setCause(e).log("requests to mobile operators are done one by one");
        }
        left.forEach(this::handLogged);
    }

    private void handLogged(SimRequest request) {
        try {
            hand(request);
        } catch (RuntimeException e) {
            // the lease ends, and somebody tries again
            if (!StoreFaults.isAway(e)) {
                LOG.atError()
                        .addKeyValue("request", request.id())
                        .setCause(e)
                        .log("a request to a mobile operator failed");
            }
        }
    }

    private void hand(SimRequest request) {
        MobileOperator operator = operators.named(request.operator());
        OperatorAdapter adapter = adapter(operator);
        String name = adapter.kind().name();
        switch (adapter.hand(request, operator)) {
            case Handed.Taken(var reference, var again) ->
                    requests.sent(request.id(), name, reference, again);
            case Handed.Answered(var confirmed, var reason, var card) -> {
                var answer = new OperatorAnswer(confirmed, name, reason, card);
                if (requests.answered(request.id(), answer) instanceof Effect.Unusable(var why)) {
                    failed(request, name, why, false);
                }
            }
            case Handed.Failed(var reason, var forGood) -> failed(request, name, reason, forGood);
        }
    }

    private void failed(SimRequest request, String adapter, Reason reason, boolean forGood) {
        if (forGood || request.attempts() >= ATTEMPTS_AT_MOST) {
            requests.giveUp(request.id(), adapter, reason);
        } else {
            requests.later(request.id(), adapter, reason, waitAfter(request.attempts()));
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = clock;
        ExecutorService workers = hands;
        clock = null;
        hands = null;
        if (executor != null && workers != null) {
            executor.shutdownNow();
            workers.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
