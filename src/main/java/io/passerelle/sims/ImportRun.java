package io.passerelle.sims;

import io.passerelle.sims.ImportProgress.Step;
import io.passerelle.sims.wire.Fields;
import io.passerelle.sims.wire.TextLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One import, from the first line to the report. */
final class ImportRun {

    private static final int TOLD_EVERY = 5_000;

    private final SimStaging.Batch batch;
    private final UUID organisation;
    private final SimFileRules rules;
    private final boolean dryRun;
    private final Consumer<ImportProgress> progress;
    private final ProblemList problems = new ProblemList();
    private @Nullable SimHeader header;
    private @Nullable SimLineReader reader;
    private long lines;
    private long taken;
    private boolean unreadable;

    ImportRun(
            SimStaging.Batch batch,
            UUID organisation,
            SimFileRules rules,
            boolean dryRun,
            Consumer<ImportProgress> progress) {
        this.batch = batch;
        this.organisation = organisation;
        this.rules = rules;
        this.dryRun = dryRun;
        this.progress = progress;
    }

    ImportReport report(InputStream file) {
        try {
            read(new TextLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (unreadable) {
            return report(0, lines, false);
        }
        progress.accept(new ImportProgress(Step.COMPARING, 0, lines));
        long faulty = batch.compare(organisation, problems);
        long rejected = lines - taken + faulty;
        boolean good = rejected == 0;
        if (good) {
            batch.write(
                    organisation,
                    written -> progress.accept(new ImportProgress(Step.WRITING, written, lines)));
        }
        return report(lines - rejected, rejected, good && !dryRun);
    }

    private ImportReport report(long accepted, long rejected, boolean imported) {
        return new ImportReport(
                dryRun,
                imported,
                lines,
                accepted,
                rejected,
                problems.warnings(),
                problems.first(),
                problems.total());
    }

    private void read(TextLines file) throws IOException {
        TextLines.Line line = file.next();
        while (line != null) {
            line(line, file.number());
            line = unreadable ? null : file.next();
        }
        if (!unreadable && header == null) {
            stop(ImportProblem.ofFile(1, "import.empty"));
        } else if (!unreadable && lines == 0) {
            stop(ImportProblem.ofFile(file.number(), "import.no-lines"));
        }
    }

    private void line(TextLines.Line line, long number) {
        switch (line) {
            case TextLines.Line.NotText ignored ->
                    stop(ImportProblem.ofFile(number, "import.encoding", number));
            case TextLines.Line.TooLong ignored when header == null -> stop(longLine(number));
            case TextLines.Line.TooLong ignored -> {
                lines++;
                problems.add(longLine(number));
            }
            case TextLines.Line.Text(String text) when text.isBlank() -> {
                // a file may end with empty lines
            }
            case TextLines.Line.Text(String text) when header == null -> header(text, number);
            case TextLines.Line.Text(String text) -> card(text, number);
        }
    }

    private static ImportProblem longLine(long number) {
        return ImportProblem.ofFile(number, "import.line.long", TextLines.LONGEST_LINE);
    }

    private void header(String text, long number) {
        Optional<SimHeader> read = SimHeader.read(text, number, rules.columns(), problems);
        if (read.isEmpty()) {
            unreadable = true;
            return;
        }
        header = read.get();
        reader = new SimLineReader(read.get(), rules, problems);
    }

    private void card(String text, long number) {
        SimHeader known = Objects.requireNonNull(header);
        if (lines == rules.mostLines()) {
            stop(ImportProblem.ofFile(number, rules.tooMany(), rules.mostLines()));
            return;
        }
        lines++;
        if (lines % TOLD_EVERY == 0) {
            progress.accept(new ImportProgress(Step.READING, lines, 0));
        }
        List<String> fields = Fields.split(text, known.separator());
        if (fields == null) {
            problems.add(ImportProblem.ofFile(number, "import.quote"));
            return;
        }
        Optional<SimLine> card = Objects.requireNonNull(reader).read(number, fields);
        if (card.isPresent()) {
            taken++;
            batch.add(card.get());
        }
    }

    private void stop(ImportProblem problem) {
        problems.add(problem);
        unreadable = true;
    }
}
