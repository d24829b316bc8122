package io.passerelle.starts.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The operator's page about starts in the menu. */
@Configuration(proxyBeanMethods = false)
class StartsPages {

    @Bean
    PortalPage startsPage() {
        return PortalPage.forAll(
                        60,
                        Section.ADMINISTRATION,
                        StartsPage.class,
                        StartsPage.NAME,
                        VaadinIcon.POWER_OFF)
                .needing(Right.VIEW_METRICS);
    }
}
