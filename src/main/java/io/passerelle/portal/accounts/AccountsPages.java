package io.passerelle.portal.accounts;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of accounts. */
@Configuration(proxyBeanMethods = false)
class AccountsPages {

    @Bean
    PortalPage organisationsPage() {
        return PortalPage.forAll(
                10,
                Section.ADMINISTRATION,
                OrganisationsPage.class,
                "accounts.organisations",
                VaadinIcon.SITEMAP);
    }

    @Bean
    PortalPage tokensPage() {
        return PortalPage.forAll(
                        27,
                        Section.ADMINISTRATION,
                        TokensPage.class,
                        TokensPage.NAME,
                        VaadinIcon.PASSWORD)
                .needing(Right.MANAGE_ACCOUNTS);
    }

    @Bean
    PortalPage auditPage() {
        return PortalPage.forAll(
                        30,
                        Section.ADMINISTRATION,
                        AuditPage.class,
                        AuditPage.NAME,
                        VaadinIcon.RECORDS)
                .needing(Right.READ_AUDIT);
    }

    @Bean
    PortalPage preferencesPage() {
        return PortalPage.forAll(
                10,
                Section.ACCOUNT,
                PreferencesPage.class,
                "accounts.preferences",
                VaadinIcon.COG_O);
    }
}
