package io.passerelle.sessions;

import java.util.Map;

/** The names of Error-Cause values (RFC 5176 section 3.5), as the RFC writes them. */
public final class ErrorCause {

    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(201, "Residual Session Context Removed"),
                    Map.entry(202, "Invalid EAP Packet"),
                    Map.entry(401, "Unsupported Attribute"),
                    Map.entry(402, "Missing Attribute"),
                    Map.entry(403, "NAS Identification Mismatch"),
                    Map.entry(404, "Invalid Request"),
                    Map.entry(405, "Unsupported Service"),
                    Map.entry(406, "Unsupported Extension"),
                    Map.entry(407, "Invalid Attribute Value"),
                    Map.entry(501, "Administratively Prohibited"),
                    Map.entry(502, "Request Not Routable (Proxy)"),
                    Map.entry(503, "Session Context Not Found"),
                    Map.entry(504, "Session Context Not Removable"),
                    Map.entry(505, "Other Proxy Processing Error"),
                    Map.entry(506, "Resources Unavailable"),
                    Map.entry(507, "Request Initiated"),
                    Map.entry(508, "Multiple Session Selection Unsupported"));

    private ErrorCause() {}

    /** The number with its name, such as {@code 503 Session Context Not Found}. */
    public static String text(int number) {
        String name = NAMES.get(number);
        return name == null ? Integer.toString(number) : number + " " + name;
    }
}
