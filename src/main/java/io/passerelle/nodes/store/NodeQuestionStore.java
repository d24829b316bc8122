package io.passerelle.nodes.store;

import static io.passerelle.store.db.Tables.NODE_ANSWER;
import static io.passerelle.store.db.Tables.NODE_QUESTION;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** What nodes ask each other, for the moment in which somebody waits for it. */
@Repository
public class NodeQuestionStore {

    private static final Field<Instant> SOME_TIME_AGO =
            DSL.field("now() - interval '10 seconds'", NODE_QUESTION.ASKED_AT.getDataType());

    private final DSLContext dsl;

    NodeQuestionStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** A question to every other node. */
    public record Question(UUID id, String kind, String text) {}

    /** What a node answered. */
    public record Answer(UUID questionId, UUID nodeId, String text) {}

    /** Asks. */
    public void ask(Question question, UUID by) {
        dsl.insertInto(NODE_QUESTION)
                .set(NODE_QUESTION.ID, question.id())
                .set(NODE_QUESTION.ASKED_BY, by)
                .set(NODE_QUESTION.KIND, question.kind())
                .set(NODE_QUESTION.QUESTION, question.text())
                .execute();
    }

    /** What others ask and this node has not answered. */
    public List<Question> unanswered(UUID self) {
        return dsl.select(NODE_QUESTION.ID, NODE_QUESTION.KIND, NODE_QUESTION.QUESTION)
                .from(NODE_QUESTION)
                .where(
                        NODE_QUESTION
                                .ASKED_BY
                                .ne(self)
                                .and(NODE_QUESTION.ASKED_AT.gt(SOME_TIME_AGO))
                                .andNotExists(
                                        DSL.selectOne()
                                                .from(NODE_ANSWER)
                                                .where(
                                                        NODE_ANSWER
                                                                .QUESTION_ID
                                                                .eq(NODE_QUESTION.ID)
                                                                .and(
                                                                        NODE_ANSWER.NODE_ID.eq(
                                                                                self)))))
                .orderBy(NODE_QUESTION.ASKED_AT)
                .fetch(row -> new Question(row.value1(), row.value2(), row.value3()));
    }

    /** Answers. */
    public void answer(Answer answer) {
        dsl.insertInto(NODE_ANSWER)
                .set(NODE_ANSWER.QUESTION_ID, answer.questionId())
                .set(NODE_ANSWER.NODE_ID, answer.nodeId())
                .set(NODE_ANSWER.ANSWER, answer.text())
                .onConflictDoNothing()
                .execute();
    }

    /** The answers to these questions so far. */
    public List<Answer> answers(Collection<UUID> questions) {
        return dsl.select(NODE_ANSWER.QUESTION_ID, NODE_ANSWER.NODE_ID, NODE_ANSWER.ANSWER)
                .from(NODE_ANSWER)
                .where(NODE_ANSWER.QUESTION_ID.in(questions))
                .fetch(row -> new Answer(row.value1(), row.value2(), row.value3()));
    }

    /** Forgets a question and its answers, and those nobody has waited for in a long time. */
    public void forget(UUID question) {
        dsl.deleteFrom(NODE_QUESTION)
                .where(NODE_QUESTION.ID.eq(question).or(NODE_QUESTION.ASKED_AT.lt(SOME_TIME_AGO)))
                .execute();
        dsl.deleteFrom(NODE_ANSWER)
                .where(
                        NODE_ANSWER
                                .QUESTION_ID
                                .eq(question)
                                .or(NODE_ANSWER.ANSWERED_AT.lt(SOME_TIME_AGO)))
                .execute();
    }
}
