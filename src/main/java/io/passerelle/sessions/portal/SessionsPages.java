package io.passerelle.sessions.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What RADIUS brings to the menu. */
@Configuration(proxyBeanMethods = false)
class SessionsPages {

    @Bean
    PortalPage sessionsPage() {
        return PortalPage.forAll(
                20, Section.SUPERVISION, SessionsPage.class, SessionsPage.NAME, VaadinIcon.SIGNAL);
    }

    @Bean
    PortalPage authenticationsPage() {
        return PortalPage.forAll(
                30,
                Section.SUPERVISION,
                AuthenticationsPage.class,
                AuthenticationsPage.NAME,
                VaadinIcon.KEY_O);
    }

    @Bean
    PortalPage nasPage() {
        return PortalPage.forAll(
                        20, Section.ADMINISTRATION, NasPage.class, NasPage.NAME, VaadinIcon.SERVER)
                .needing(Right.MANAGE_NAS);
    }
}
