package io.passerelle.portal.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Kit;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.Texts;
import jakarta.annotation.security.PermitAll;

/** The functions the account has, as tiles, and nothing else (ACC-6). */
@Route("")
@PermitAll
class HomePage extends Div implements HasDynamicTitle {

    HomePage(Kit kit, Pages pages) {
        Viewer viewer = kit.viewer();
        addClassName("home");
        H2 hello = new H2(Texts.text("kit.home.hello", viewer.displayName()));
        add(hello);
        pages.of(viewer)
                .forEach((section, items) -> {
                    if (section == PortalPage.Section.ACCOUNT) {
                        return;
                    }
                    Section part = new Section();
                    part.add(new H2(Texts.text("kit.section", section)));
                    Div tiles = new Div();
                    tiles.addClassName("tiles");
                    items.forEach(page -> tiles.add(tile(page)));
                    part.add(tiles);
                    add(part);
                });
    }

    @Override
    public String getPageTitle() {
        return Texts.text("kit.home");
    }

    private static RouterLink tile(PortalPage page) {
        RouterLink tile = new RouterLink(page.view());
        tile.addClassName("tile");
        tile.setId("tile-" + page.name().replace('.', '-'));
        Icon icon = page.icon().create();
        Span name = new Span(Texts.text(page.name() + ".title"));
        name.addClassName("name");
        Span hint = new Span(Texts.text(page.name() + ".hint"));
        hint.addClassName("hint");
        tile.add(icon, new Div(name, hint));
        return tile;
    }
}
