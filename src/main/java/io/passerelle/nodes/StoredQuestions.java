package io.passerelle.nodes;

import io.passerelle.foundation.Ids;
import io.passerelle.nodes.store.NodeQuestionStore;
import io.passerelle.nodes.store.NodeQuestionStore.Answer;
import io.passerelle.nodes.store.NodeQuestionStore.Question;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.StoreFaults;
import io.passerelle.store.StoreState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Questions that go by way of the database: nodes need no way to each other. A node that does not
 * answer is not waited for again for a while.
 */
@Component
final class StoredQuestions implements NodeQuestions {

    private static final Logger LOG = LoggerFactory.getLogger(StoredQuestions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration NOT_AGAIN_WITHIN = Duration.ofSeconds(5);

    private final NodeQuestionStore store;
    private final Nodes nodes;
    private final StoreState database;
    private final Map<String, UnaryOperator<String>> answerers = new ConcurrentHashMap<>();
    private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<UUID, Long> silentSince = new ConcurrentHashMap<>();

    StoredQuestions(NodeQuestionStore store, Nodes nodes, StoreState database, ChangeFeed feed) {
        this.store = store;
        this.nodes = nodes;
        this.database = database;
        feed.on("node_question", this::answerAll);
        feed.on("node_answer", this::collect);
    }

    private static final class Waiting {

        private final Map<UUID, String> answers = new ConcurrentHashMap<>();
        private final CountDownLatch missing;

        Waiting(int nodes) {
            missing = new CountDownLatch(nodes);
        }

        void answered(Answer answer) {
            if (answers.put(answer.nodeId(), answer.text()) == null) {
                missing.countDown();
            }
        }
    }

    @Override
    public void answer(String kind, UnaryOperator<String> answerer) {
        answerers.put(kind, answerer);
    }

    @Override
    public List<Node> others(String role) {
        return nodes.others().stream()
                .filter(node -> node.state().isAlive() && node.roles().contains(role))
                .toList();
    }

    @Override
    public Answers ask(String kind, String role, String text) {
        List<Node> others = others(role);
        if (others.isEmpty()) {
            return Answers.NONE;
        }
        List<Node> asked = others.stream().filter(node -> !wasSilent(node)).toList();
        if (asked.isEmpty() || database.outage().isPresent()) {
            return new Answers(Map.of(), others);
        }
        Map<UUID, String> answers = await(new Question(Ids.next(), kind, text), asked);
        Map<Node, String> given = new HashMap<>();
        for (Node node : asked) {
            String answer = answers.get(node.id());
            if (answer == null || answer.isEmpty()) {
                silentSince.put(node.id(), System.nanoTime());
            } else {
                given.put(node, answer);
            }
        }
        return new Answers(
                given, others.stream().filter(node -> !given.containsKey(node)).toList());
    }

    private boolean wasSilent(Node node) {
        Long since = silentSince.get(node.id());
        return since != null && System.nanoTime() - since < NOT_AGAIN_WITHIN.toNanos();
    }

    private Map<UUID, String> await(Question question, List<Node> asked) {
        var answers = new Waiting(asked.size());
        waiting.put(question.id(), answers);
        try {
            store.ask(question, nodes.self());
            boolean ignored = answers.missing.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            store.forget(question.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                throw e;
            }
        } finally {
            waiting.remove(question.id());
        }
        return answers.answers;
    }

    private void answerAll() {
        for (Question question : store.unanswered(nodes.self())) {
            UnaryOperator<String> answerer = answerers.get(question.kind());
            if (answerer != null) {
                String answer = answered(question, answerer);
                store.answer(new Answer(question.id(), nodes.self(), answer));
            }
        }
    }

    /** A question of a later release may be none that this one understands. */
    private static String answered(Question question, UnaryOperator<String> answerer) {
        try {
            return answerer.apply(question.text());
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("kind", question.kind()).setCause(e).log("not answered");
            return "";
        }
    }

    private void collect() {
        if (waiting.isEmpty()) {
            return; // answers to somebody else
        }
        for (Answer answer : store.answers(List.copyOf(waiting.keySet()))) {
            Waiting who = waiting.get(answer.questionId());
            if (who != null) {
                who.answered(answer);
            }
        }
    }
}
