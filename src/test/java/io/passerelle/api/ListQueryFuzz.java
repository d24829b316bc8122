package io.passerelle.api;

import io.passerelle.store.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

/** Any query string of a list: a request that can be asked, or a refusal; and no forged cursor. */
public final class ListQueryFuzz {

    private static final Cursors CURSORS = new Cursors(new SecretBox(new byte[32]));
    private static final ListRequestResolver RESOLVER = new ListRequestResolver(CURSORS);
    private static final MethodParameter ANY = parameter();

    private ListQueryFuzz() {}

    /** Called by the fuzzer with bytes of its choice: {@code name=value} lines. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        var request = new MockHttpServletRequest("GET", "/api/v1/sims");
        for (String pair : text.split("\n", 32)) {
            int equals = pair.indexOf('=');
            request.addParameter(
                    equals < 0 ? pair : pair.substring(0, equals), pair.substring(equals + 1));
        }
        try {
            ListRequest asked =
                    RESOLVER.resolveArgument(ANY, null, new ServletWebRequest(request), null);
            if (asked.cursor() != null) {
                throw new IllegalStateException("a forged cursor was taken");
            }
            if (asked.limit() < 1 || asked.limit() > ListRequest.MOST_ROWS) {
                throw new IllegalStateException("a page of " + asked.limit());
            }
        } catch (ApiProblem refused) {
            Objects.requireNonNull(refused.getMessage(), "a refusal without words");
        }
        String sealed = CURSORS.seal("/a", text);
        boolean itself = CURSORS.open("/a", sealed).filter(text::equals).isPresent();
        if (sealed.length() <= 4_000 && !itself || CURSORS.open("/b", sealed).isPresent()) {
            throw new IllegalStateException("a cursor that is not its own");
        }
    }

    /** The resolver does not look at it. */
    private static MethodParameter parameter() {
        try {
            return new MethodParameter(
                    ListQueryFuzz.class.getMethod("fuzzerTestOneInput", byte[].class), 0);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
