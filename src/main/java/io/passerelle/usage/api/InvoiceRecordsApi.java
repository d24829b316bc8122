package io.passerelle.usage.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiLocale;
import io.passerelle.api.ApiProblem;
import io.passerelle.api.ApiTexts;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.foundation.Listing;
import io.passerelle.sims.api.ImportView;
import io.passerelle.usage.InvoiceImport;
import io.passerelle.usage.InvoiceRecord;
import io.passerelle.usage.InvoiceRecords;
import io.passerelle.usage.InvoiceReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/invoice-records} (M2M-46). */
@RestController
@RequestMapping("/api/v1/invoice-records")
@Tag(
        name = "Invoice records",
        description =
                "What mobile operators' invoices say cards carried that go straight to the"
                        + " Internet")
class InvoiceRecordsApi implements ListResource {

    private static final String EXAMPLE =
            """
            iccid;period_from;period_to;bytes_up;bytes_down;label
            8933010000000000017;2026-10-01;2026-10-31;1500000;42000000;Data 100 MB
            """;

    private final InvoiceRecords records;
    private final InvoiceImport imports;
    private final ApiTexts texts;

    InvoiceRecordsApi(InvoiceRecords records, InvoiceImport imports, ApiTexts texts) {
        this.records = records;
        this.imports = imports;
        this.texts = texts;
    }

    /** A record. */
    @Schema(name = "InvoiceRecord", description = "A card's bytes of a period of whole days")
    record View(
            UUID id,
            UUID simId,
            @Schema(example = "8933010000000000017") String iccid,
            @Schema(example = "Camera 3") String simLabel,
            @Schema(description = "Whose the card was when the record was first brought in")
                    UUID organisationId,
            UUID groupId,
            LocalDate from,
            @Schema(description = "The last day, which belongs to it") LocalDate to,
            @Schema(description = "Bytes received from the terminal") long octetsUp,
            @Schema(description = "Bytes sent to the terminal") long octetsDown,
            @Schema(description = "What the invoice calls it", example = "Data 100 MB")
                    String label,
            String fileName,
            @Schema(description = "Who sent the file that said it last") String loadedBy,
            Instant loadedAt) {

        static View of(InvoiceRecord record) {
            return new View(
                    record.id(),
                    record.simId(),
                    record.iccid(),
                    record.simLabel(),
                    record.organisationId(),
                    record.groupId(),
                    record.from(),
                    record.to(),
                    record.octetsUp(),
                    record.octetsDown(),
                    record.label(),
                    record.fileName(),
                    record.loadedBy(),
                    record.loadedAt());
        }
    }

    /** What became of a file. */
    @Schema(name = "InvoiceImport", description = "What became of a file of invoice records")
    record Report(
            ImportView report,
            @Schema(description = "Of periods nothing was known of") long added,
            @Schema(description = "Other bytes, or another label, of a period that was known")
                    long replaced,
            @Schema(description = "Known already") long unchanged,
            @Schema(description = "Of cards that pass through the gateway, which counts them")
                    long leftOut) {

        static Report of(InvoiceReport report, ImportView lines) {
            InvoiceReport.Counts counts = report.counts();
            return new Report(
                    lines, counts.added(), counts.replaced(), counts.unchanged(), counts.leftOut());
        }
    }

    @Override
    public Listing<?> listing() {
        return records.listing();
    }

    @GetMapping
    @Operation(
            summary = "List invoice records",
            description =
                    "periodAfter and periodBefore: a day (ISO 8601), or an instant near its"
                            + " midnight.")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(records.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an invoice record")
    View get(Viewer viewer, @PathVariable UUID id) {
        return View.of(records.get(viewer, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take an invoice record away, so that other periods can take its place")
    void delete(Viewer viewer, @PathVariable UUID id) {
        records.delete(viewer, id);
    }

    @PostMapping(path = "/import", consumes = "text/csv")
    @Operation(
            summary = "Bring in a mobile operator's invoice records: all of the file or none",
            description =
                    "Only the operator's people. Columns by their English or French names: iccid or"
                            + " msisdn; period_from and period_to, days, both included (2026-10-31 or"
                            + " 31/10/2026); bytes_up, bytes_down; label; others are left aside. UTF-8"
                            + " or Windows-1252, with a header line; comma, semicolon or tab; 1,000,000"
                            + " lines. The same file sent twice changes nothing; other bytes of a"
                            + " period that is known replace it; a period that overlaps another one of"
                            + " its card is refused. A file with faults is answered with 422 and the"
                            + " report, or 200 and the report in a dry run.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    Report run(
            Viewer viewer,
            @Parameter(description = "What the file is called, for those who look at its records")
                    @RequestParam(name = "fileName", defaultValue = "")
                    String fileName,
            @Parameter(description = "Only tell what the file would do")
                    @RequestParam(name = "dryRun", defaultValue = "false")
                    boolean dryRun,
            HttpServletRequest request)
            throws IOException {
        InvoiceReport found = imports.receive(viewer, fileName, request.getInputStream(), dryRun);
        Report report =
                Report.of(found, ImportView.of(found.lines(), texts, ApiLocale.of(request)));
        if (!dryRun && !found.lines().imported()) {
            throw ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "import").with("report", report);
        }
        return report;
    }
}
