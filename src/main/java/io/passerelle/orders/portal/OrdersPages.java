package io.passerelle.orders.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What orders bring to the menu. */
@Configuration(proxyBeanMethods = false)
class OrdersPages {

    @Bean
    PortalPage ordersPage() {
        return PortalPage.forAll(
                40, Section.SIMS, OrdersPage.class, OrdersPage.NAME, VaadinIcon.PACKAGE);
    }
}
