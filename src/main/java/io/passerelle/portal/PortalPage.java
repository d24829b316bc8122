package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import java.util.function.Predicate;

/**
 * A page a feature brings to the portal, as a bean: menus and the home page show it to those who
 * may, and it is refused to everybody else. The page's own class is a route.
 *
 * @param order its place in its section, smallest first
 * @param section where the menu has it
 * @param view the route
 * @param name bundle keys: {@code <name>.title} for menus, {@code <name>.hint} for the tile on the
 *     home page
 * @param icon its picture in menus
 * @param allowed whom it is for
 */
public record PortalPage(
        int order,
        Section section,
        Class<? extends Component> view,
        String name,
        VaadinIcon icon,
        Predicate<Viewer> allowed) {

    /** The parts of the menu, in order. */
    public enum Section {
        /** SIM cards and their groups. */
        SIMS,
        /** What is going on: sessions, connections, routes. */
        SUPERVISION,
        /** Guides and the support. */
        HELP,
        /** What the operator sets up. */
        ADMINISTRATION,
        /** The person's own settings; not on the home page. */
        ACCOUNT
    }

    /** A page everybody has. */
    public static PortalPage forAll(
            int order,
            Section section,
            Class<? extends Component> view,
            String name,
            VaadinIcon icon) {
        return new PortalPage(order, section, view, name, icon, viewer -> true);
    }

    /** A page for those with a right. */
    public PortalPage needing(Right right) {
        return new PortalPage(order, section, view, name, icon, viewer -> viewer.has(right));
    }
}
