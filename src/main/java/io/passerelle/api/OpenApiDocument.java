package io.passerelle.api;

import io.passerelle.accounts.Viewer;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.net.InetAddress;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The OpenAPI document at {@code /api/openapi.json}, made from the controllers themselves (ALL-1).
 */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {

    static final String BEARER = "token";

    private static final String ABOUT =
            """
            Everything the portal does, for programs, with the same rights.

            **Tokens.** Send `Authorization: Bearer psr_…`. A token is made in the portal or with \
            `POST /api/v1/api-tokens`, is limited to rights, shown once, and never belongs in an address.

            **Lists** have `limit` (1 to 500, usually 50), `cursor`, `search`, `sort` (such as \
            `-startedAt,iccid`) and filters; several values of one filter, separated by commas, mean any of \
            them. The answer is `{"items": […], "next": "…"}`: give `next` as `cursor`, with the same other \
            parameters, until it is null; the header `Link` has the whole address. With `Accept: text/csv` or \
            `application/xml` the whole list is streamed.

            **Creates** may carry an `Idempotency-Key`: the same request with the same key within 24 hours \
            gives the same answer and makes nothing twice.

            **Changes** may carry `If-Match` with the `ETag` that was read: they are made only if nobody else \
            changed the object since.

            **Problems** are `application/problem+json` (RFC 9457): `type` for programs, `detail` in the \
            language of `Accept-Language` (French or English), `errors` per field.

            Times are ISO 8601 in UTC. Properties nobody knows are refused. What is not for the token's \
            account is answered like what does not exist, and recorded.
            """;

    @Bean
    OpenAPI openApi() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Viewer.class, ListRequest.class)
                .replaceWithClass(InetAddress.class, String.class);
        return new OpenAPI()
                .info(new Info().title("Passerelle").version("v1").description(ABOUT))
                .servers(List.of(new Server().url("/").description("This installation")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        BEARER,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description("A token of your account: psr_…")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    OperationDocument operationDocument() {
        return new OperationDocument();
    }

    /** The problem's schema, which no controller returns. */
    @Bean
    OpenApiCustomizer problemSchema() {
        return document ->
                ModelConverters.getInstance(true)
                        .readAll(new AnnotatedType(ProblemView.class))
                        .forEach(document.getComponents()::addSchemas);
    }
}
