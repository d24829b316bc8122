package io.passerelle.portal.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import io.passerelle.portal.HelpAction;
import io.passerelle.portal.PageContext;
import io.passerelle.portal.Texts;
import java.util.List;
import java.util.function.Supplier;

/** The question mark above every page: the ways to get help with it. */
final class HelpMenu extends MenuBar {

    HelpMenu(List<HelpAction> actions, Supplier<PageContext> where) {
        addThemeVariants(MenuBarVariant.TERTIARY);
        MenuItem mark = addItem(VaadinIcon.QUESTION_CIRCLE_O.create());
        String label = Texts.text("kit.help");
        mark.setAriaLabel(label);
        mark.setId("help");
        setTooltipText(mark, label);
        for (HelpAction action : actions) {
            Span line = new Span(action.icon().create(), new Span(Texts.text(action.key())));
            line.addClassName("menu-line");
            mark.getSubMenu()
                    .addItem(line, click -> action.open(UI.getCurrent(), where.get()))
                    .setId(action.key().replace('.', '-'));
        }
    }
}
