package io.passerelle.api;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Objects with a version: ETag out, If-Match in (RFC 9110 section 13.1.1). */
public final class Versions {

    private Versions() {}

    /** An answer with the object's version as its ETag. */
    public static <V> ResponseEntity<V> ok(V view, int version) {
        return ResponseEntity.ok().eTag(tag(version)).body(view);
    }

    /** The answer to a create: 201, where the object is, and its version. */
    public static <V> ResponseEntity<V> created(String path, UUID id, V view, int version) {
        return ResponseEntity.created(URI.create(path + "/" + id)).eTag(tag(version)).body(view);
    }

    /**
     * The version a change is made on.
     *
     * @param ifMatch the If-Match header; without it, or with {@code *}, the change is made on
     *     whatever is there
     * @throws ApiProblem 412 when the header names another version than the current one
     */
    public static int expected(@Nullable String ifMatch, int current) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return current;
        }
        for (String tag : ifMatch.split(",", -1)) {
            if (tag.strip().equals(tag(current))) {
                return current;
            }
        }
        throw ApiProblem.of(HttpStatus.PRECONDITION_FAILED, "version", tag(current));
    }

    private static String tag(int version) {
        return "\"" + version + "\"";
    }
}
