package io.passerelle.sims.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What SIM cards bring to the menu. */
@Configuration(proxyBeanMethods = false)
class SimsPages {

    @Bean
    PortalPage simsPage() {
        return PortalPage.forAll(
                10, Section.SIMS, SimsPage.class, SimsPage.NAME, VaadinIcon.CREDIT_CARD);
    }

    @Bean
    PortalPage requestsPage() {
        return PortalPage.forAll(
                30, Section.SIMS, RequestsPage.class, RequestsPage.NAME, VaadinIcon.EXCHANGE);
    }

    @Bean
    PortalPage jobsPage() {
        return PortalPage.forAll(50, Section.SIMS, JobsPage.class, JobsPage.NAME, VaadinIcon.TASKS);
    }

    @Bean
    PortalPage groupsPage() {
        return PortalPage.forAll(
                20, Section.SIMS, GroupsPage.class, GroupsPage.NAME, VaadinIcon.GROUP);
    }
}
