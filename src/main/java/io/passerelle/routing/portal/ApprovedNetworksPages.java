package io.passerelle.routing.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The operator's page about approvals in the menu. */
@Configuration(proxyBeanMethods = false)
class ApprovedNetworksPages {

    @Bean
    PortalPage approvedNetworksPage() {
        return PortalPage.forAll(
                        30,
                        Section.ADMINISTRATION,
                        ApprovedNetworksPage.class,
                        ApprovedNetworksPage.NAME,
                        VaadinIcon.SHIELD)
                .needing(Right.APPROVE_DESTINATIONS);
    }
}
