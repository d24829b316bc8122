package io.passerelle.sims;

import io.passerelle.sims.ImportProgress.Step;
import io.passerelle.sims.wire.Fields;
import io.passerelle.sims.wire.TextLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One import, from the first line to the report: every line is told of, and all come in or none.
 * What the lines say is for the {@link ImportContent} to know.
 */
public final class ImportRun {

    private static final int TOLD_EVERY = 5_000;

    private final ImportContent content;
    private final boolean dryRun;
    private final Consumer<ImportProgress> progress;
    private final ProblemList problems = new ProblemList();
    private @Nullable Character separator;
    private long lines;
    private long taken;
    private boolean unreadable;

    /**
     * @param dryRun does everything; the caller keeps nothing of it
     * @param progress told a few hundred times at most
     */
    public ImportRun(ImportContent content, boolean dryRun, Consumer<ImportProgress> progress) {
        this.content = content;
        this.dryRun = dryRun;
        this.progress = progress;
    }

    /** Reads the file to its end, unless it is no text at all, and does what it says. */
    public ImportReport report(TextLines file) {
        try {
            read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (unreadable) {
            return report(0, lines, false);
        }
        progress.accept(new ImportProgress(Step.COMPARING, 0, lines));
        long faulty = content.compare(problems);
        long rejected = lines - taken + faulty;
        boolean good = rejected == 0;
        if (good) {
            content.write(
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
        if (!unreadable && separator == null) {
            stop(ImportProblem.ofFile(1, "import.empty"));
        } else if (!unreadable && lines == 0) {
            stop(ImportProblem.ofFile(file.number(), "import.no-lines"));
        }
    }

    private void line(TextLines.Line line, long number) {
        Character between = separator;
        switch (line) {
            case TextLines.Line.NotText ignored ->
                    stop(ImportProblem.ofFile(number, "import.encoding", number));
            case TextLines.Line.TooLong ignored when between == null -> stop(longLine(number));
            case TextLines.Line.TooLong ignored -> {
                lines++;
                problems.add(longLine(number));
            }
            case TextLines.Line.Text(String text) when text.isBlank() -> {
                // a file may end with empty lines
            }
            case TextLines.Line.Text(String text) when between == null -> header(text, number);
            case TextLines.Line.Text(String text) ->
                    content(text, Objects.requireNonNull(between), number);
        }
    }

    private static ImportProblem longLine(long number) {
        return ImportProblem.ofFile(number, "import.line.long", TextLines.LONGEST_LINE);
    }

    private void header(String text, long number) {
        Optional<Character> read = content.header(text, number, problems);
        unreadable = read.isEmpty();
        separator = read.orElse(null);
    }

    private void content(String text, char between, long number) {
        if (lines == content.mostLines()) {
            stop(ImportProblem.ofFile(number, content.tooMany(), content.mostLines()));
            return;
        }
        lines++;
        if (lines % TOLD_EVERY == 0) {
            progress.accept(new ImportProgress(Step.READING, lines, 0));
        }
        List<String> fields = Fields.split(text, between);
        if (fields == null) {
            problems.add(ImportProblem.ofFile(number, "import.quote"));
        } else if (content.line(fields, number, problems)) {
            taken++;
        }
    }

    private void stop(ImportProblem problem) {
        problems.add(problem);
        unreadable = true;
    }
}
