package io.passerelle.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem document as it is sent.
 *
 * @param more members of one kind of problem only
 */
@Schema(name = "Problem", description = "Why a request was not served (RFC 9457)")
public record ProblemView(
        @Schema(
                        description = "The kind of problem; stable, for programs",
                        example = "urn:passerelle:problem:content")
                String type,
        @Schema(description = "The kind of problem, for people", example = "Content refused")
                String title,
        @Schema(description = "The HTTP status", example = "422") int status,
        @Schema(description = "What happened, for people, in the language of Accept-Language")
                String detail,
        @Schema(description = "The path that was asked for", example = "/api/v1/routes")
                String instance,
        @Schema(description = "The fields at fault, when there are some")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable List<Fault> errors,
        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> more) {

    /** One field at fault. */
    @Schema(name = "ProblemField", description = "One field of the request that is at fault")
    public record Fault(
            @Schema(
                            description = "The field's path in the body, or the query parameter",
                            example = "destinations[1].port")
                    String field,
            @Schema(description = "The reason; stable, for programs", example = "port.range")
                    String code,
            @Schema(description = "The reason, for people", example = "A port is 1 to 65535.")
                    String detail) {}
}
