package io.passerelle.operators.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What mobile operators bring to the menu. */
@Configuration(proxyBeanMethods = false)
class MobileOperatorsPages {

    @Bean
    PortalPage mobileOperatorsPage() {
        return new PortalPage(
                40,
                Section.ADMINISTRATION,
                MobileOperatorsPage.class,
                MobileOperatorsPage.NAME,
                VaadinIcon.BUILDING_O,
                viewer -> viewer.isOperator() && viewer.has(Right.MANAGE_SIMS));
    }
}
