package io.passerelle.events.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What events bring to the menu. */
@Configuration(proxyBeanMethods = false)
class EventsPages {

    @Bean
    PortalPage eventsPage() {
        return PortalPage.forAll(
                60, Section.SUPERVISION, EventsPage.class, EventsPage.NAME, VaadinIcon.BULLETS);
    }

    @Bean
    PortalPage webhooksPage() {
        return PortalPage.forAll(
                        50,
                        Section.ADMINISTRATION,
                        WebhooksPage.class,
                        WebhooksPage.NAME,
                        VaadinIcon.CONNECT_O)
                .needing(Right.MANAGE_WEBHOOKS);
    }
}
