package io.passerelle.people.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages about people in the menus. */
@Configuration(proxyBeanMethods = false)
class PeoplePages {

    @Bean
    PortalPage accountsPage() {
        return PortalPage.forAll(
                        20,
                        Section.ADMINISTRATION,
                        AccountsPage.class,
                        AccountsPage.NAME,
                        VaadinIcon.USERS)
                .needing(Right.MANAGE_ACCOUNTS);
    }

    @Bean
    PortalPage rightRequestsPage() {
        return PortalPage.forAll(
                        25,
                        Section.ADMINISTRATION,
                        RightRequestsPage.class,
                        RightRequestsPage.NAME,
                        VaadinIcon.KEY_O)
                .needing(Right.MANAGE_ACCOUNTS);
    }

    @Bean
    PortalPage ownAccountPage() {
        return PortalPage.forAll(
                5, Section.ACCOUNT, OwnAccountPage.class, OwnAccountPage.NAME, VaadinIcon.USER);
    }
}
