package io.passerelle.egress.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.egress.EgressLinks;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What egress links bring to the menu. */
@Configuration(proxyBeanMethods = false)
class EgressLinksPages {

    @Bean
    PortalPage egressLinksPage() {
        return new PortalPage(
                35,
                Section.ADMINISTRATION,
                EgressLinksPage.class,
                EgressLinksPage.NAME,
                VaadinIcon.EXIT_O,
                EgressLinks::mayManage);
    }
}
