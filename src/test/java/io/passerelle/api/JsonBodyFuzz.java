package io.passerelle.api;

import io.passerelle.foundation.Refused;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any JSON body, and any of the headers that are read here: what was meant, or a refusal that says
 * where it is wrong.
 */
public final class JsonBodyFuzz {

    private static final JsonMapper MAPPER = ApiJson.mapper();
    private static final JsonFaults FAULTS = new JsonFaults();
    private static final List<Class<?>> BODIES =
            List.of(
                    type("io.passerelle.routing.api.RouteBody"),
                    type("io.passerelle.sims.api.SimBodies$Create"),
                    type("io.passerelle.sims.api.SimBodies$Change"),
                    type("io.passerelle.sessions.api.NasApi$Body"),
                    type("io.passerelle.routing.api.ExplanationsApi$Question"));

    private JsonBodyFuzz() {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        BODIES.forEach(type -> body(type, input));
        String header = new String(input, StandardCharsets.ISO_8859_1);
        var request = new MockHttpServletRequest();
        request.addHeader("Accept-Language", header);
        if (!List.of(Locale.ENGLISH, Locale.FRENCH).contains(ApiLocale.of(request))) {
            throw new IllegalStateException("a language nobody speaks");
        }
        try {
            Versions.expected(header, 7);
        } catch (ApiProblem refused) {
            Objects.requireNonNull(refused.getMessage(), "a refusal without words");
        }
    }

    private static void body(Class<?> type, byte[] input) {
        try {
            draft(MAPPER.readValue(input, type));
        } catch (JacksonException e) {
            var unreadable =
                    new HttpMessageNotReadableException(
                            "", e, new MockHttpInputMessage(new byte[0]));
            Objects.requireNonNull(FAULTS.problem(unreadable).getMessage(), "no words");
        }
    }

    /** What the route's body is made into; the others are judged beside the database. */
    private static void draft(@Nullable Object body) {
        if (body == null || !body.getClass().getSimpleName().equals("RouteBody")) {
            return;
        }
        try {
            Method draft = body.getClass().getDeclaredMethod("draft");
            draft.setAccessible(true);
            draft.invoke(body);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof Refused) && !(e.getCause() instanceof ApiProblem)) {
                throw new IllegalStateException(e.getCause());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
