package io.passerelle.sims.api;

import io.passerelle.api.ApiTexts;
import io.passerelle.sims.ImportProblem;
import io.passerelle.sims.ImportReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.springframework.modulith.NamedInterface;

/** What became of a file, as programs read it. */
@NamedInterface("imports")
@Schema(name = "ImportReport", description = "What became of a file")
public record ImportView(
        boolean dryRun,
        @Schema(description = "Everything is in") boolean imported,
        @Schema(description = "Lines below the header") long lines,
        @Schema(description = "Lines without a fault") long accepted,
        @Schema(description = "Lines with a fault; more than none, and nothing is imported")
                long rejected,
        @Schema(description = "Oddities of lines that are taken all the same") long warnings,
        @Schema(description = "Faults and oddities by line, the first 1,000")
                List<Problem> problems,
        @Schema(description = "How many there are, told or not") long problemsTotal) {

    /** One fault or oddity. */
    @Schema(name = "ImportProblem")
    public record Problem(
            @Schema(description = "The line in the file, from 1", example = "17") long line,
            @Schema(description = "The column; file for the line as a whole", example = "imsi")
                    String field,
            @Schema(description = "The reason; stable, for programs", example = "imsi.bad")
                    String code,
            @Schema(description = "The reason, for people") String detail,
            @Schema(description = "The line is taken all the same") boolean warning) {}

    /** The report in the caller's language. */
    public static ImportView of(ImportReport report, ApiTexts texts, Locale locale) {
        return new ImportView(
                report.dryRun(),
                report.imported(),
                report.lines(),
                report.accepted(),
                report.rejected(),
                report.warnings(),
                report.problems().stream().map(p -> problem(p, texts, locale)).toList(),
                report.problemsTotal());
    }

    private static Problem problem(ImportProblem problem, ApiTexts texts, Locale locale) {
        return new Problem(
                problem.line(),
                problem.field(),
                problem.code(),
                texts.error(problem.code(), problem.arguments(), locale),
                problem.warning());
    }
}
