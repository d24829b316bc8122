package io.passerelle.sims;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What somebody else changed of a card while one was looking at it. */
public final class SimDifferences {

    /**
     * One thing that changed.
     *
     * @param field as the API spells it
     */
    public record Difference(String field, String before, String now) {}

    private SimDifferences() {}

    /** What people enter of a card, where it is not the same; passwords are never compared. */
    public static List<Difference> between(Sim before, Sim now) {
        List<Difference> found = new ArrayList<>();
        add(found, "label", before.label(), now.label());
        add(found, "group", before.group(), now.group());
        add(found, "status", before.status(), now.status());
        add(found, "kind", before.kind(), now.kind());
        add(found, "userName", before.userName(), now.userName());
        add(found, "staticAddress", text(before.staticAddress()), text(now.staticAddress()));
        add(found, "accessPoint", before.accessPoint(), now.accessPoint());
        add(found, "tags", String.join(", ", before.tags()), String.join(", ", now.tags()));
        SimGuards was = before.guards();
        SimGuards is = now.guards();
        add(found, "imei", was.imei(), is.imei());
        add(found, "terminationProtected", was.terminationProtected(), is.terminationProtected());
        add(found, "expiresAt", was.expiresAt(), is.expiresAt());
        add(found, "expiryAction", was.expiryAction(), is.expiryAction());
        return List.copyOf(found);
    }

    private static void add(
            List<Difference> found, String field, @Nullable Object before, @Nullable Object now) {
        if (!Objects.equals(before, now)) {
            found.add(new Difference(field, text(before), text(now)));
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof InetAddress address
                ? address.getHostAddress()
                : Objects.toString(value, "");
    }
}
