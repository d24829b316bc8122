package io.passerelle.orders.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiLocale;
import io.passerelle.api.ApiProblem;
import io.passerelle.api.ApiTexts;
import io.passerelle.orders.Orders;
import io.passerelle.orders.Shipments;
import io.passerelle.sims.ImportProblem;
import io.passerelle.sims.ImportReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/orders/{id}/parcels} (M2M-4). */
@RestController
@RequestMapping("/api/v1/orders/{id}/parcels")
@Tag(name = "Orders")
class ParcelsApi {

    private static final String EXAMPLE =
            """
            iccid;msisdn;imsi;user_name;password
            8933010000000000017;33700000001;208010000000001;till3;s3cret
            """;

    private final Orders orders;
    private final Shipments shipments;
    private final ApiTexts texts;

    ParcelsApi(Orders orders, Shipments shipments, ApiTexts texts) {
        this.orders = orders;
        this.shipments = shipments;
        this.texts = texts;
    }

    /** What became of a parcel's file. */
    @Schema(name = "ParcelReport")
    record Report(
            boolean dryRun,
            @Schema(description = "The parcel is on its way") boolean shipped,
            @Schema(description = "Lines with a card") long lines,
            @Schema(description = "Lines with a fault; more than none, and nothing is sent")
                    long rejected,
            @Schema(description = "Faults and oddities by line, the first 1,000")
                    List<Fault> problems,
            @Schema(description = "How many there are, told or not") long problemsTotal) {

        static Report of(ImportReport report, ApiTexts texts, Locale locale) {
            return new Report(
                    report.dryRun(),
                    report.imported(),
                    report.lines(),
                    report.rejected(),
                    report.problems().stream().map(p -> Fault.of(p, texts, locale)).toList(),
                    report.problemsTotal());
        }
    }

    /** One fault or oddity. */
    @Schema(name = "ParcelFault")
    record Fault(
            @Schema(description = "The line in the file, from 1", example = "17") long line,
            @Schema(description = "The column; file for the line as a whole") String field,
            @Schema(description = "The reason; stable, for programs") String code,
            @Schema(description = "The reason, for people") String detail,
            @Schema(description = "The line is taken all the same") boolean warning) {

        static Fault of(ImportProblem problem, ApiTexts texts, Locale locale) {
            return new Fault(
                    problem.line(),
                    problem.field(),
                    problem.code(),
                    texts.error(problem.code(), problem.arguments(), locale),
                    problem.warning());
        }
    }

    @GetMapping
    @Operation(summary = "The parcels of an order, the first one first")
    List<OrderView.ParcelView> list(Viewer viewer, @PathVariable UUID id) {
        return orders.parcels(viewer, id).stream().map(OrderView.ParcelView::of).toList();
    }

    @PostMapping(path = "/import", consumes = "text/csv")
    @Operation(
            summary = "Send a parcel: a CSV file of the cards in it; for the operator's people",
            description =
                    "UTF-8, with a header line; comma, semicolon or tab; English or French column names:"
                            + " iccid, and optionally msisdn, imsi, user_name, password, access_point,"
                            + " static_address. With dryRun=true everything is checked and nothing is"
                            + " kept. A file with faults is answered with 422 and the report, or 200"
                            + " and the report in a dry run.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    Report ship(
            Viewer viewer,
            @PathVariable UUID id,
            @Parameter(description = "Who brings it", example = "Chronopost")
                    @RequestParam(name = "carrier", defaultValue = "")
                    String carrier,
            @Parameter(description = "The carrier's number for it", example = "XY123456789FR")
                    @RequestParam(name = "tracking", defaultValue = "")
                    String tracking,
            @Parameter(description = "Only tell what sending it would do")
                    @RequestParam(name = "dryRun", defaultValue = "false")
                    boolean dryRun,
            HttpServletRequest request)
            throws IOException {
        ImportReport report =
                dryRun
                        ? shipments.check(viewer, id, request.getInputStream())
                        : shipments.ship(viewer, id, carrier, tracking, request.getInputStream());
        Report view = Report.of(report, texts, ApiLocale.of(request));
        if (!dryRun && !report.imported()) {
            throw ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "import").with("report", view);
        }
        return view;
    }

    @PostMapping("/{number}/deliver")
    @Operation(
            summary = "Say that a parcel has arrived: its cards can be activated",
            description = "For the operator's people and the customer's")
    OrderView deliver(Viewer viewer, @PathVariable UUID id, @PathVariable int number) {
        return OrderView.of(orders.deliver(viewer, id, number));
    }
}
