package io.passerelle.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * Adds to every operation what the shell does for it: problems, list parameters, keys and versions.
 */
final class OperationDocument implements OperationCustomizer, BeanFactoryAware {

    private static final String JSON = "application/json";

    private BeanFactory beans = new StaticListableBeanFactory();

    @Override
    public void setBeanFactory(BeanFactory factory) {
        this.beans = factory;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        ApiResponses responses = operation.getResponses();
        nameSuccess(responses, method);
        problem(responses, 401, "No token, or one that is not valid");
        problem(responses, 429, "Too many requests; Retry-After says when to try again");
        problem(responses, 500, "Something went wrong here; it was logged");
        problem(responses, 503, "The database is away; nothing was changed");
        if (has(method, PathVariable.class)) {
            problem(responses, 404, "There is no such object for this account");
        }
        boolean writes = !is(method, RequestMethod.GET);
        if (writes) {
            problem(responses, 403, "The account or the token lacks the right");
            problem(responses, 422, "A field is at fault; nothing was changed");
        }
        if (has(method, RequestBody.class)) {
            problem(responses, 400, "The body is not JSON, or a parameter is not known");
            problem(responses, 413, "The body is too long");
            problem(responses, 415, "The body is not application/json");
        }
        if (has(method, RequestHeader.class)) {
            problem(responses, 409, "Somebody else changed the object meanwhile");
            problem(responses, 412, "The object has another version than If-Match says");
        }
        if (is(method, RequestMethod.POST) && has(method, RequestBody.class)) {
            idempotent(operation, responses);
        }
        if (isList(method)) {
            list(operation, responses, method);
        }
        return operation;
    }

    private void list(Operation operation, ApiResponses responses, HandlerMethod method) {
        problem(responses, 400, "A parameter is not known or has a value it cannot have");
        problem(responses, 406, "Lists come as JSON, CSV or XML");
        Content content = success(responses).getContent();
        content.addMediaType("text/csv", new MediaType().schema(new StringSchema()));
        content.addMediaType("application/xml", new MediaType().schema(new StringSchema()));
        if (takesParameters(method) && bean(method) instanceof ListResource resource) {
            ListDocument.describe(operation, resource.listing());
            success(responses)
                    .addHeaderObject(
                            "Link",
                            new Header()
                                    .description("The next page, rel=\"next\" (RFC 8288)")
                                    .schema(new StringSchema()));
        }
    }

    private Object bean(HandlerMethod method) {
        return method.getBean() instanceof String name ? beans.getBean(name) : method.getBean();
    }

    private static void nameSuccess(ApiResponses responses, HandlerMethod method) {
        if (is(method, RequestMethod.POST)
                && returnsEntity(method)
                && responses.containsKey("200")) {
            ApiResponse made = responses.remove("200");
            made.description("Made")
                    .addHeaderObject(
                            "Location",
                            new Header().description("Where it is").schema(new StringSchema()));
            responses.addApiResponse("201", made);
        }
        ApiResponse success = success(responses);
        if ("OK".equals(success.getDescription())) {
            success.description("Done");
        }
        Content content = success.getContent();
        if (content != null && content.containsKey("*/*")) {
            MediaType any = content.remove("*/*");
            content.addMediaType(JSON, any);
        }
        if (returnsEntity(method)) {
            success.addHeaderObject(
                    "ETag",
                    new Header().description("The object's version").schema(new StringSchema()));
        }
    }

    private static void idempotent(Operation operation, ApiResponses responses) {
        operation.addParametersItem(
                new HeaderParameter()
                        .name(IdempotencyFilter.HEADER)
                        .description(
                                "Makes the request safe to repeat: 1 to 200 characters of your choice")
                        .example("7f1c5d0e-8b0a-4d4e-9a53-0d6e6d2b7a10")
                        .schema(new StringSchema().maxLength(200)));
        problem(responses, 409, "The first request with this Idempotency-Key is not finished");
    }

    private static void problem(ApiResponses responses, int status, String description) {
        String key = Integer.toString(status);
        if (!responses.containsKey(key)) {
            responses.addApiResponse(
                    key,
                    new ApiResponse()
                            .description(description)
                            .content(
                                    new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(
                                                                    new Schema<>()
                                                                            .$ref("Problem")))));
        }
    }

    private static ApiResponse success(ApiResponses responses) {
        for (String status : new String[] {"200", "201", "202", "204"}) {
            if (responses.containsKey(status)) {
                return responses.get(status);
            }
        }
        throw new IllegalStateException("an operation without success: " + responses.keySet());
    }

    private static boolean isList(HandlerMethod method) {
        return Listed.class.isAssignableFrom(method.getReturnType().getParameterType());
    }

    private static boolean takesParameters(HandlerMethod method) {
        return Arrays.asList(method.getMethod().getParameterTypes()).contains(ListRequest.class);
    }

    private static boolean returnsEntity(HandlerMethod method) {
        return method.getReturnType().getParameterType() == ResponseEntity.class;
    }

    private static boolean is(HandlerMethod method, RequestMethod verb) {
        RequestMapping mapping =
                AnnotatedElementUtils.findMergedAnnotation(
                        method.getMethod(), RequestMapping.class);
        return mapping != null && Arrays.asList(mapping.method()).contains(verb);
    }

    private static boolean has(HandlerMethod method, Class<? extends Annotation> annotation) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(p -> p.hasParameterAnnotation(annotation));
    }
}
