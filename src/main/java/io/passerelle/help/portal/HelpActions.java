package io.passerelle.help.portal;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.help.ShippedGuides;
import io.passerelle.portal.HelpAction;
import io.passerelle.portal.PageContext;
import io.passerelle.portal.Texts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What the question mark above every page offers. */
@Configuration(proxyBeanMethods = false)
class HelpActions {

    /** Opens the guide where it speaks of the page; without a guide, the page with all of them. */
    @Bean
    @Order(10)
    HelpAction guideOfThisPage(ShippedGuides guides) {
        return action(
                "help.action.guide",
                VaadinIcon.BOOK,
                (ui, where) ->
                        guides.in(Texts.inFrench() ? "fr" : "en")
                                .ifPresentOrElse(
                                        guide ->
                                                ui.getPage()
                                                        .open(
                                                                GuideFiles.address(guide)
                                                                        + "#nameddest="
                                                                        + anchor(where)),
                                        () -> ui.navigate(GuidesPage.class)));
    }

    /** Opens the page with every guide. */
    @Bean
    @Order(20)
    HelpAction guides() {
        return action(
                "help.action.guides",
                VaadinIcon.FILE_TEXT_O,
                (ui, where) -> ui.navigate(GuidesPage.class));
    }

    /** Opens the support's page, which tells the support where the person was. */
    @Bean
    @Order(30)
    HelpAction support() {
        return action(
                "help.action.support",
                VaadinIcon.HEADSET,
                (ui, where) -> {
                    ComponentUtil.setData(ui, PageContext.class, where);
                    ui.navigate(SupportPage.class);
                });
    }

    /** What the guides call the place that speaks of a page. */
    static String anchor(PageContext where) {
        return "page-" + (where.page().isEmpty() ? "home" : where.page().replace('.', '-'));
    }

    private interface Opening {
        void open(UI ui, PageContext where);
    }

    private static HelpAction action(String key, VaadinIcon icon, Opening opening) {
        return new HelpAction() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public VaadinIcon icon() {
                return icon;
            }

            @Override
            public void open(UI ui, PageContext where) {
                opening.open(ui, where);
            }
        };
    }
}
