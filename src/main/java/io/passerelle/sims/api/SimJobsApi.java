package io.passerelle.sims.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiLocale;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.BulkWish;
import io.passerelle.sims.JobReport;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimJob;
import io.passerelle.sims.SimJobLine;
import io.passerelle.sims.SimJobs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/sim-jobs} (M2M-3). */
@RestController
@RequestMapping("/api/v1/sim-jobs")
@Tag(name = "SIM jobs", description = "What is done to many SIM cards at once, and imports")
class SimJobsApi implements ListResource {

    private static final String EXAMPLE =
            """
            iccid;action;parameter
            8933010000000000017;suspend;
            8933010000000000025;label;Till 4
            8933010000000000033;group;Paris
            8933010000000000041;tags;kiosk, -spare
            8933010000000000058;device;490154203237518
            8933010000000000066;protection;on
            8933010000000000074;expiry;2027-01-31 suspend
            """;

    private final SimJobs jobs;
    private final JobReport report;

    SimJobsApi(SimJobs jobs, JobReport report) {
        this.jobs = jobs;
        this.report = report;
    }

    /** What is to be done to which cards. */
    @Schema(name = "NewSimJob", description = "To the cards of ids, or to those that filter finds")
    record Create(
            @Schema(
                            description =
                                    "ACTIVATE, SUSPEND, REACTIVATE, TERMINATE, WITHDRAW, LABEL,"
                                            + " GROUP, TAGS, DEVICE, PROTECTION or EXPIRY")
                    @Nullable SimAction action,
            @Schema(
                            description =
                                    "LABEL: the new label. GROUP: the name of the group. TAGS: tags"
                                            + " separated by commas, those to take away behind a"
                                            + " minus. DEVICE: seen (each card's own), none, or the"
                                            + " number of a device. PROTECTION: on or off. EXPIRY:"
                                            + " none, or a day or moment and what happens then.",
                            example = "2027-01-31 suspend")
                    @Nullable String parameter,
            @Schema(description = "For who answers requests", maxLength = 500)
                    @Nullable String comment,
            @Schema(description = "1 to 10,000 cards") @Nullable List<UUID> ids,
            @Nullable Filter filter) {

        BulkWish wish() {
            var required = new Required();
            var wish =
                    new BulkWish(
                            required.of("action", action, SimAction.LABEL),
                            Objects.requireNonNullElse(parameter, ""),
                            Objects.requireNonNullElse(comment, ""));
            required.check();
            if ((ids == null) == (filter == null)) {
                throw Refused.field("ids", "bulk.which");
            }
            return wish;
        }
    }

    /** Which cards. */
    @Schema(name = "SimFilter", description = "As of the list of SIM cards; empty for all you see")
    record Filter(
            @Schema(description = "Words to find") @Nullable String search,
            @Schema(description = "By filter the values, such as status: [ACTIVE]")
                    @Nullable Map<String, List<String>> filters) {

        ListQuery query() {
            return new ListQuery(
                    Objects.requireNonNullElse(search, ""),
                    Objects.requireNonNullElse(filters, Map.of()),
                    List.of());
        }
    }

    /** A job. */
    @Schema(name = "SimJob")
    record View(
            UUID id,
            UUID organisationId,
            String login,
            SimJob.Kind kind,
            @Schema(description = "Null when each line says it") @Nullable SimAction action,
            String parameter,
            String comment,
            String fileName,
            SimJob.State state,
            @Schema(description = "How many lines it has; so far, while PREPARING") int lines,
            @Schema(description = "How many of them are done") int done,
            @Schema(description = "How many were refused") int refused,
            @Schema(description = "Why it failed; stable, for programs") String reason,
            boolean cancelAsked,
            Instant createdAt,
            @Nullable Instant endedAt) {

        static View of(SimJob j) {
            return new View(
                    j.id(),
                    j.organisationId(),
                    j.login(),
                    j.kind(),
                    j.action(),
                    j.parameter(),
                    j.comment(),
                    j.fileName(),
                    j.state(),
                    j.lines(),
                    j.done(),
                    j.refused(),
                    j.reason(),
                    j.cancelAsked(),
                    j.createdAt(),
                    j.endedAt());
        }
    }

    /** A line of a job. */
    @Schema(name = "SimJobLine")
    record LineView(
            @Schema(description = "In the file, or counted from 1") int line,
            String iccid,
            @Schema(description = "Empty when the job says it") String action,
            String parameter,
            SimJobLine.Result result,
            @Schema(description = "Why it was refused; stable, for programs") String code,
            @Schema(description = "Why it was refused, for people") String detail) {}

    @Override
    public Listing<?> listing() {
        return jobs.listing();
    }

    @GetMapping
    @Operation(summary = "List jobs, the last one first; ended ones are kept for 30 days")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(jobs.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a job and how far it is")
    View get(Viewer viewer, @PathVariable UUID id) {
        return View.of(jobs.get(viewer, id));
    }

    @GetMapping("/{id}/lines")
    @Operation(summary = "What became of each card, in order")
    List<LineView> lines(
            Viewer viewer,
            @PathVariable UUID id,
            @Parameter(description = "Only what was refused")
                    @RequestParam(name = "refused", defaultValue = "false")
                    boolean refused,
            @Parameter(description = "The number of the line before the first")
                    @RequestParam(name = "after", defaultValue = "0")
                    int after,
            @Parameter(description = "1 to 1,000")
                    @RequestParam(name = "limit", defaultValue = "100")
                    int limit,
            HttpServletRequest request) {
        SimJob job = jobs.get(viewer, id);
        Locale locale = ApiLocale.of(request);
        return jobs.lines(viewer, id, refused, after, limit).stream()
                .map(line ->
                        new LineView(
                                line.line(),
                                line.iccid(),
                                line.action(),
                                line.parameter(),
                                line.result(job.reached()),
                                line.code(),
                                report.reason(line, locale)))
                .toList();
    }

    @GetMapping(path = "/{id}/report", produces = "text/csv")
    @Operation(summary = "The whole report as a CSV file")
    void report(
            Viewer viewer,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        jobs.get(viewer, id);
        response.setContentType("text/csv;charset=UTF-8");
        report.write(viewer, id, ApiLocale.of(request), response.getOutputStream());
    }

    @PostMapping
    @Operation(summary = "Do something to many cards")
    ResponseEntity<View> start(Viewer viewer, @RequestBody Create body) {
        BulkWish wish = body.wish();
        List<UUID> ids = body.ids();
        SimJob job =
                ids != null
                        ? jobs.select(viewer, ids, wish)
                        : jobs.filter(viewer, Objects.requireNonNull(body.filter()).query(), wish);
        return made(job);
    }

    @PostMapping(path = "/import", consumes = "text/csv")
    @Operation(
            summary = "Do what a CSV file says, line by line",
            description =
                    "UTF-8 with a header: ICCID, action, and optionally parameter; comma, semicolon"
                            + " or tab; up to 1,000,000 lines. Once the file has arrived the job is"
                            + " there, PREPARING while its lines are read. A line that cannot be"
                            + " done is told in the report, the others are done.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    ResponseEntity<View> file(
            Viewer viewer,
            @Parameter(description = "What the file is called")
                    @RequestParam(name = "name", defaultValue = "")
                    String name,
            HttpServletRequest request)
            throws IOException {
        return made(jobs.receive(viewer, name, request.getInputStream()));
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Stop a job: what was done stays done")
    View cancel(Viewer viewer, @PathVariable UUID id) {
        return View.of(jobs.cancel(viewer, id));
    }

    private static ResponseEntity<View> made(SimJob job) {
        return ResponseEntity.created(URI.create("/api/v1/sim-jobs/" + job.id()))
                .body(View.of(job));
    }
}
