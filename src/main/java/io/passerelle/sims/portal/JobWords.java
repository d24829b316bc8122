package io.passerelle.sims.portal;

import io.passerelle.portal.Cell;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import io.passerelle.sims.GuardParameter;
import io.passerelle.sims.GuardParameter.Date;
import io.passerelle.sims.GuardParameter.Device;
import io.passerelle.sims.GuardParameter.Protection;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimJob;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** How facts about jobs read. */
final class JobWords {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);

    private JobWords() {}

    /** What is being done, such as "Request suspension" or "Label: Till 4". */
    static String what(SimJob job) {
        SimAction action = job.action();
        String what =
                action == null
                        ? Texts.text("sims.job.kind", job.kind())
                        : Texts.text("sims.job.action", action);
        String about = job.parameter().isEmpty() ? job.fileName() : parameter(job);
        return about.isEmpty() ? what : Texts.text("sims.job.about", what, about);
    }

    /** What an action was given, in the reader's language. */
    private static String parameter(SimJob job) {
        SimAction action = job.action();
        if (action == null || !GuardParameter.isOf(action)) {
            return job.parameter();
        }
        return switch (GuardParameter.read(action, job.parameter())) {
            case Device(var imei, var seen) when imei == null ->
                    Texts.text("sims.bulkForm.device." + (seen ? "seen" : "none"));
            case Protection(var on) ->
                    Texts.text("sims.bulkForm.protection." + (on ? "on" : "off"));
            case Date(var day, var at, var then) when day == null && at == null ->
                    Texts.text("sims.bulkForm.expiry.none");
            case Date(var day, var at, var then) when day != null ->
                    Texts.text(
                            "sims.expiry." + then + ".on",
                            DAY.withLocale(Texts.locale()).format(day));
            case GuardParameter other -> job.parameter();
        };
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
                        : isRead(job)
                                ? Texts.text("sims.job.reading")
                                : Texts.text("sims.job.state", job.state());
        return Cell.badge(words, stopping ? Tone.WARN : tone).withTooltip(reason(job));
    }

    /** Whether its file is being read. */
    private static boolean isRead(SimJob job) {
        return job.state() == SimJob.State.PREPARING && job.kind() == SimJob.Kind.FILE;
    }

    /** Why it failed; empty when it did not. */
    static String reason(SimJob job) {
        return job.reason().isEmpty() ? "" : Texts.text("error." + job.reason());
    }

    static Cell progress(SimJob job) {
        if (job.state() == SimJob.State.PREPARING) {
            String key = "sims.job.progress." + (isRead(job) ? "reading" : "preparing");
            return Cell.of(Texts.text(key, job.lines())).styled("nums");
        }
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
