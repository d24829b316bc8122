package io.passerelle.portal.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.passerelle.accounts.PortalSessions;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.portal.Badges;
import io.passerelle.portal.HelpAction;
import io.passerelle.portal.Kit;
import io.passerelle.portal.MenuCount;
import io.passerelle.portal.PageContext;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import io.passerelle.store.StoreState;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;

/**
 * What stands around every page: the menu at the side, the house menu, the page's title, the
 * person's menu.
 */
@Layout
@PermitAll
class PortalLayout extends AppLayout implements AfterNavigationObserver {

    private final H1 title = new H1();
    private final Map<PortalPage.Section, List<PortalPage>> pages;
    private final AuthenticationContext authentication;
    private final Pages allPages;
    private String path = "";
    private final Kit kit;
    private final List<MenuCount> counts;

    PortalLayout(
            Viewers viewers,
            Pages allPages,
            AuthenticationContext authentication,
            Kit kit,
            StoreState store,
            ObjectProvider<HelpAction> help,
            ObjectProvider<MenuCount> counts) {
        this.authentication = authentication;
        this.allPages = allPages;
        this.kit = kit;
        this.counts = counts.stream().toList();
        Viewer viewer = viewers.find().orElse(null);
        this.pages = viewer == null ? Map.of() : allPages.of(viewer);
        setPrimarySection(Section.DRAWER);
        addToDrawer(brand(), new Scroller(navigation()));
        title.addClassName("page-title");
        Span space = new Span();
        space.addClassName("space");
        DrawerToggle toggle = new DrawerToggle();
        toggle.setId("drawer-toggle");
        toggle.setAriaLabel(Texts.text("kit.menu"));
        Div bar = new Div(toggle, house(), title, space);
        if (viewer != null) {
            bar.add(new HelpMenu(help.orderedStream().toList(), this::where), person(viewer));
        }
        bar.addClassName("navbar");
        addToNavbar(bar, new StoreBanner(kit, store, viewer));
        for (String topic : List.of(PortalSessions.TOPIC, "accounts", "organisations")) {
            kit.live(this, topic, () -> {}); // a page nobody touches says that it is over, too
        }
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        boolean titled = getContent() instanceof HasDynamicTitle;
        String text = titled ? ((HasDynamicTitle) getContent()).getPageTitle() : "";
        title.setText(text);
        path = event.getLocation().getPath();
        getUI().ifPresent(ui -> ui.getPage().setTitle(text + " – Passerelle"));
    }

    /** What somebody sees at this moment. */
    private PageContext where() {
        Component page = getContent();
        return new PageContext(
                page == null ? "" : allPages.of(page.getClass()).map(PortalPage::name).orElse(""),
                path,
                title.getText(),
                page instanceof PageContext.Teller teller ? teller.facts() : List.of());
    }

    private Div brand() {
        Image logo = new Image("favicon.svg", "");
        logo.addClassName("logo");
        Div brand = new Div(logo, new Span("Passerelle"));
        brand.addClassName("brand");
        return brand;
    }

    private Div navigation() {
        Div all = new Div();
        all.addClassName("navigation");
        SideNav home = new SideNav();
        home.addItem(
                new SideNavItem(
                        Texts.text("kit.home"), HomePage.class, VaadinIcon.HOME_O.create()));
        all.add(home);
        pages.forEach((section, items) -> {
            SideNav nav = new SideNav(Texts.text("kit.section", section));
            for (PortalPage page : items) {
                SideNavItem item =
                        new SideNavItem(
                                Texts.text(page.name() + ".title"),
                                page.view(),
                                page.icon().create());
                item.setId("nav-" + page.name().replace('.', '-'));
                counts.stream()
                        .filter(count -> count.view() == page.view())
                        .findFirst()
                        .ifPresent(count -> show(item, count));
                nav.addItem(item);
            }
            all.add(nav);
        });
        return all;
    }

    private void show(SideNavItem item, MenuCount count) {
        Span badge = Badges.of("", Tone.BAD);
        item.setSuffixComponent(badge);
        Runnable refresh =
                () -> {
                    int waiting = waiting(count);
                    badge.setText(waiting == 0 ? "" : Integer.toString(waiting));
                    badge.setVisible(waiting > 0);
                };
        refresh.run();
        kit.live(item, count.topic(), refresh);
    }

    /** While the database is away the menu is shown without numbers. */
    private int waiting(MenuCount count) {
        try {
            return count.count().applyAsInt(kit.viewer());
        } catch (DataAccessException e) {
            return 0;
        }
    }

    /** The house: the home page's menu from anywhere (ACC-6). */
    private MenuBar house() {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        MenuItem house = bar.addItem(VaadinIcon.HOME.create());
        String label = Texts.text("kit.home");
        house.setAriaLabel(label);
        house.setId("house");
        bar.setTooltipText(house, label);
        SubMenu menu = house.getSubMenu();
        menu.addItem(label, click -> go(HomePage.class)).setId("house-home");
        pages.forEach((section, items) -> {
            menu.addSeparator();
            for (PortalPage page : items) {
                menu.addItem(Texts.text(page.name() + ".title"), click -> go(page.view()))
                        .setId("house-" + page.name().replace('.', '-'));
            }
        });
        return bar;
    }

    private MenuBar person(Viewer viewer) {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        Avatar avatar = new Avatar(viewer.displayName());
        MenuItem item = bar.addItem(avatar);
        item.setId("person");
        item.setAriaLabel(Texts.text("kit.person", viewer.displayName()));
        SubMenu menu = item.getSubMenu();
        Span who = new Span(new Span(viewer.displayName()), new Span(viewer.login()));
        who.addClassName("who");
        menu.addItem(who).setEnabled(false);
        menu.addSeparator();
        for (PortalPage page : pages.getOrDefault(PortalPage.Section.ACCOUNT, List.of())) {
            menu.addItem(Texts.text(page.name() + ".title"), click -> go(page.view()))
                    .setId("person-" + page.name().replace('.', '-'));
        }
        Anchor api = new Anchor("api/docs", Texts.text("kit.api"), AnchorTarget.BLANK);
        api.setRouterIgnore(true);
        menu.addItem(api).setId("api-docs");
        menu.addItem(Texts.text("kit.signOut"), click -> authentication.logout()).setId("sign-out");
        return bar;
    }

    private void go(Class<? extends Component> view) {
        getUI().ifPresent(ui -> ui.navigate(view));
    }
}
