package io.passerelle.connections.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What connections bring to the menu. */
@Configuration(proxyBeanMethods = false)
class ConnectionsPages {

    @Bean
    PortalPage connectionsPage() {
        return PortalPage.forAll(
                40,
                Section.SUPERVISION,
                ConnectionsPage.class,
                ConnectionsPage.NAME,
                VaadinIcon.CONNECT);
    }
}
