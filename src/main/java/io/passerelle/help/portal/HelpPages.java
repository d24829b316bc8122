package io.passerelle.help.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of this module in the menus. */
@Configuration(proxyBeanMethods = false)
class HelpPages {

    @Bean
    PortalPage guidesPage() {
        return PortalPage.forAll(
                10, Section.HELP, GuidesPage.class, GuidesPage.NAME, VaadinIcon.BOOK);
    }

    @Bean
    PortalPage managedGuidesPage() {
        return PortalPage.forAll(
                        80,
                        Section.ADMINISTRATION,
                        ManagedGuidesPage.class,
                        ManagedGuidesPage.NAME,
                        VaadinIcon.FILE_ADD)
                .needing(Right.MANAGE_HELP);
    }

    @Bean
    PortalPage supportPage() {
        return PortalPage.forAll(
                20, Section.HELP, SupportPage.class, SupportPage.NAME, VaadinIcon.HEADSET);
    }

    @Bean
    PortalPage supportRequestsPage() {
        return PortalPage.forAll(
                30,
                Section.HELP,
                SupportRequestsPage.class,
                SupportRequestsPage.NAME,
                VaadinIcon.COMMENTS_O);
    }

    @Bean
    PortalPage supportSettingsPage() {
        return PortalPage.forAll(
                        85,
                        Section.ADMINISTRATION,
                        SupportSettingsPage.class,
                        SupportSettingsPage.NAME,
                        VaadinIcon.PHONE)
                .needing(Right.MANAGE_HELP);
    }
}
