package io.passerelle.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * One thing that can keep a terminal from working. Its words are the bundle keys {@code
 * diagnosis.rule.<code>.title}, {@code .why} and {@code .todo}, unless it says otherwise.
 */
interface Rule {

    /** What it is called, in lower case with underscores: stable, for programs. */
    String code();

    /** Who can do something about it. */
    Actor actor();

    /** Whether it holds, and by what it is known. */
    Optional<Finding> find(Evidence evidence);

    /** The bundle key of what to do. */
    default String todo() {
        return key("todo");
    }

    /** The bundle key of one of its words. */
    default String key(String part) {
        return "diagnosis.rule." + code() + "." + part;
    }

    /** A finding of this rule in its own words, with the values they name. */
    default Finding finding(boolean stops, Object... arguments) {
        return new Finding(
                code(),
                actor(),
                stops,
                Phrase.of(key("title")),
                Phrase.of(key("why"), arguments),
                Phrase.of(todo(), arguments),
                List.of());
    }
}
