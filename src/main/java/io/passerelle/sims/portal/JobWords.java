package io.passerelle.sims.portal;

import io.passerelle.portal.Cell;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimJob;

/** How facts about jobs read. */
final class JobWords {

    private JobWords() {}

    /** What is being done, such as "Request suspension" or "Label: Till 4". */
    static String what(SimJob job) {
        SimAction action = job.action();
        String what =
                action == null
                        ? Texts.text("sims.job.kind", job.kind())
                        : Texts.text("sims.job.action", action);
        String about = job.parameter().isEmpty() ? job.fileName() : job.parameter();
        return about.isEmpty() ? what : Texts.text("sims.job.about", what, about);
    }

    static Cell state(SimJob job) {
        Tone tone =
                switch (job.state()) {
                    case PREPARING, RUNNING -> Tone.INFO;
                    case DONE -> job.refused() > 0 ? Tone.WARN : Tone.GOOD;
                    case CANCELLED -> Tone.NEUTRAL;
                    case FAILED -> Tone.BAD;
                };
        boolean stopping = job.cancelAsked() && !job.state().isEnd();
        String words =
                stopping
                        ? Texts.text("sims.job.stopping")
                        : Texts.text("sims.job.state", job.state());
        return Cell.badge(words, stopping ? Tone.WARN : tone).withTooltip(reason(job));
    }

    /** Why it failed; empty when it did not. */
    static String reason(SimJob job) {
        return job.reason().isEmpty() ? "" : Texts.text("error." + job.reason());
    }

    static Cell progress(SimJob job) {
        if (job.lines() == 0) {
            return Cell.of(Texts.text("sims.job.progress.unknown", job.dealt())).styled("nums");
        }
        return Cell.of(Texts.text("sims.job.progress", job.dealt(), job.lines(), part(job)))
                .styled("nums");
    }

    /** How much of it is done, from 0 to 1. */
    static double part(SimJob job) {
        return job.lines() == 0 ? 0 : Math.min(1.0, (double) job.dealt() / job.lines());
    }

    static Cell refused(SimJob job) {
        return job.refused() == 0
                ? Cell.of("0").styled("nums")
                : Cell.badge(Texts.text("sims.job.number", job.refused()), Tone.WARN);
    }
}
