package io.passerelle.routing.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of routing. */
@Configuration(proxyBeanMethods = false)
class RoutingPages {

    @Bean
    PortalPage routesPage() {
        return PortalPage.forAll(
                10,
                Section.SUPERVISION,
                RoutesPage.class,
                RoutesPage.NAME,
                VaadinIcon.ROAD_BRANCHES);
    }

    @Bean
    PortalPage dryRunPage() {
        return PortalPage.forAll(
                20,
                Section.SUPERVISION,
                DryRunPage.class,
                DryRunPage.NAME,
                VaadinIcon.QUESTION_CIRCLE_O);
    }
}
