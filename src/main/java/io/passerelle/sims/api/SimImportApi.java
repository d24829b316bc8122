package io.passerelle.sims.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiLocale;
import io.passerelle.api.ApiProblem;
import io.passerelle.api.ApiTexts;
import io.passerelle.sims.ImportReport;
import io.passerelle.sims.SimImport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/sims/import} (M2M-4): the file is read as it comes in. */
@RestController
@Tag(name = "SIM cards")
class SimImportApi {

    private static final String EXAMPLE =
            """
            iccid;msisdn;imsi;operator;group;access_point;label;user_name;password;static_address;status;kind;tags
            8933010000000000017;33700000001;208010000000001;Orange;Paris;m2m.passerelle;Till 3;till3;s3cret;;active;private;kiosk
            """;

    private final SimImport imports;
    private final ApiTexts texts;

    SimImportApi(SimImport imports, ApiTexts texts) {
        this.imports = imports;
        this.texts = texts;
    }

    @PostMapping(path = "/api/v1/sims/import", consumes = "text/csv")
    @Operation(
            summary = "Import SIM cards from a CSV file: all of them or none",
            description =
                    "UTF-8, with a header line; comma, semicolon or tab; English or French column"
                            + " names. With dryRun=true everything is checked and nothing is kept. A"
                            + " file with faults is answered with 422 and the report, or 200 and the"
                            + " report in a dry run.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    ImportView run(
            Viewer viewer,
            @Parameter(description = "Whose cards they become; your own organisation unless given")
                    @RequestParam(name = "organisationId", required = false)
                    @Nullable UUID organisationId,
            @Parameter(description = "Only tell what the import would do")
                    @RequestParam(name = "dryRun", defaultValue = "false")
                    boolean dryRun,
            HttpServletRequest request)
            throws IOException {
        requireUtf8(request);
        ImportReport report =
                imports.run(
                        viewer,
                        Objects.requireNonNullElse(organisationId, viewer.organisationId()),
                        request.getInputStream(),
                        dryRun,
                        progress -> {});
        Locale locale = ApiLocale.of(request);
        ImportView view = ImportView.of(report, texts, locale);
        if (!dryRun && !report.imported()) {
            throw ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "import").with("report", view);
        }
        return view;
    }

    private static void requireUtf8(HttpServletRequest request) {
        MediaType type = MediaType.parseMediaType(request.getContentType());
        if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
            throw ApiProblem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "media-type")
                    .withHeader("Accept", "text/csv;charset=UTF-8");
        }
    }
}
