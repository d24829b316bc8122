package io.passerelle.connections;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Visible;
import io.passerelle.nodes.Node;
import io.passerelle.nodes.NodeQuestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The connections that are open on other nodes, asked of them. An answer serves for some moments: a
 * page asks for the count and the rows of one list, and many people may look at the same.
 */
final class OpenElsewhere {

    /** What nodes that carry connections call themselves. */
    private static final String ROLE = "relay";

    private static final String KIND = "connections.open";
    private static final long FRESH_NANOS = 700_000_000L;
    private static final int KEPT = 64;
    private static final int FEWEST = 120; // the rows of a page, mostly asked for after the count

    private final OpenHere here;
    private final NodeQuestions questions;
    private final JsonMapper json;
    private final Map<Asked, Kept> kept =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Asked, Kept> eldest) {
                    return size() > KEPT;
                }
            };

    OpenElsewhere(OpenHere here, NodeQuestions questions, JsonMapper json) {
        this.here = here;
        this.questions = questions;
        this.json = json;
        questions.answer(KIND, this::answer);
    }

    /**
     * What is asked of a node.
     *
     * @param organisations whose connections; null for everybody's
     * @param before only those with a smaller id
     */
    private record Question(
            @Nullable Set<UUID> organisations, ListQuery query, @Nullable UUID before, int limit) {

        Visible visible() {
            return organisations == null
                    ? new Visible.Everything()
                    : new Visible.Organisations(organisations);
        }
    }

    private record Answer(long count, List<OpenConnection> rows) {}

    /**
     * What the other nodes have.
     *
     * @param count how many they found
     * @param rows the first of each, in no order
     * @param silent the names of those that did not answer
     */
    record Found(long count, List<OpenConnection> rows, List<String> silent) {

        private static final Found NOTHING = new Found(0, List.of(), List.of());
    }

    private record Asked(Visible visible, ListQuery query, @Nullable UUID before) {}

    private record Kept(long at, int limit, Found found) {}

    /** Whether there are others that could have any. */
    boolean areAny() {
        return !questions.others(ROLE).isEmpty();
    }

    /** Their names. */
    List<String> names() {
        return questions.others(ROLE).stream().map(Node::name).toList();
    }

    /**
     * What others have open.
     *
     * @param limit how many rows of each at the most
     */
    Found ask(Visible visible, ListQuery query, @Nullable UUID before, int limit) {
        if (!areAny()) {
            return Found.NOTHING;
        }
        var asked = new Asked(visible, query, before);
        synchronized (kept) {
            Kept known = kept.get(asked);
            if (known != null
                    && known.limit() >= limit
                    && System.nanoTime() - known.at() < FRESH_NANOS) {
                return known.found();
            }
        }
        int rows = Math.max(limit, FEWEST);
        Found found = askNow(visible, query, before, rows);
        synchronized (kept) {
            kept.remove(asked); // to be the youngest
            kept.put(asked, new Kept(System.nanoTime(), rows, found));
        }
        return found;
    }

    private Found askNow(Visible visible, ListQuery query, @Nullable UUID before, int limit) {
        Set<UUID> organisations =
                switch (visible) {
                    case Visible.Everything ignored -> null;
                    case Visible.Organisations(Set<UUID> ids) -> ids;
                };
        String question =
                json.writeValueAsString(new Question(organisations, query, before, limit));
        NodeQuestions.Answers answers = questions.ask(KIND, ROLE, question);
        long count = 0;
        List<OpenConnection> rows = new ArrayList<>();
        for (String text : answers.given().values()) {
            Answer answer = json.readValue(text, Answer.class);
            count += answer.count();
            rows.addAll(answer.rows());
        }
        return new Found(
                count, List.copyOf(rows), answers.silent().stream().map(Node::name).toList());
    }

    private String answer(String text) {
        Question question = json.readValue(text, Question.class);
        Visible visible = question.visible();
        return json.writeValueAsString(
                new Answer(
                        here.count(visible, question.query()),
                        here.list(visible, question.query(), question.before(), question.limit())));
    }
}
