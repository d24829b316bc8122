package io.passerelle.sessions.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.foundation.Cidr;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.Notices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sims.AccessPoint;
import io.passerelle.sims.AccessPoints;
import java.time.Duration;
import java.util.stream.Collectors;

/** The access points SIM cards sign on at, and the addresses given there. */
final class AccessPointList {

    static final String NAME = "sessions.accessPoints";

    private final Kit kit;
    private final AccessPoints points;

    AccessPointList(Kit kit, AccessPoints points) {
        this.kit = kit;
        this.points = points;
    }

    ListDefinition<AccessPoint> definition() {
        Times times = kit.times();
        return ListDefinition.of(NAME, points.listing(), AccessPoint::id)
                .column(Column.mono("name", AccessPoint::name).sortable().narrow().wide("12em", 2))
                .column(Column.mono("pools", AccessPointList::pools).narrow().wide("18em", 3))
                .column(
                        Column.of("sessionTimeout", AccessPointList::timeout)
                                .exportedAs(p -> seconds(p.sessionTimeout()))
                                .narrow()
                                .wide("11em", 1))
                .column(
                        Column.<AccessPoint>text(
                                        "interimInterval", p -> length(p.interimInterval()))
                                .exportedAs(p -> seconds(p.interimInterval()))
                                .narrow()
                                .wide("11em", 1))
                .column(
                        Column.<AccessPoint>of("createdAt", p -> times.cell(p.createdAt()))
                                .sortable()
                                .hidden()
                                .exportedAs(p -> times.exported(p.createdAt()))
                                .wide("11em", 1))
                .action(
                        RowAction.<AccessPoint>list(
                                        "add",
                                        VaadinIcon.PLUS,
                                        () ->
                                                new AccessPointForm(kit.viewer(), points, null)
                                                        .open())
                                .inToolbar()
                                .on(Key.INSERT))
                .action(
                        RowAction.<AccessPoint>one(
                                        "edit",
                                        VaadinIcon.EDIT,
                                        p -> new AccessPointForm(kit.viewer(), points, p).open())
                                .usual()
                                .on(Key.F2))
                .action(
                        RowAction.<AccessPoint>one("delete", VaadinIcon.TRASH, this::delete)
                                .destructive()
                                .separated()
                                .on(Key.DELETE))
                .live("access-points")
                .orderedBy("name", false);
    }

    private void delete(AccessPoint point) {
        Confirm.ask(
                Texts.text(NAME + ".delete.title"),
                Texts.text(NAME + ".delete.question", point.name()),
                () -> {
                    points.delete(kit.viewer(), point.id());
                    Notices.done(Texts.text(NAME + ".deleted", point.name()));
                });
    }

    private static String pools(AccessPoint point) {
        return point.pools().stream().map(Cidr::toString).collect(Collectors.joining(", "));
    }

    private static Cell timeout(AccessPoint point) {
        Integer timeout = point.sessionTimeout();
        return timeout == null
                ? Cell.of(Texts.text(NAME + ".never")).styled("muted")
                : Cell.of(length(timeout));
    }

    private static String length(int seconds) {
        return Times.length(Duration.ofSeconds(seconds));
    }

    private static String seconds(@org.jspecify.annotations.Nullable Integer seconds) {
        return seconds == null ? "" : seconds.toString();
    }
}
