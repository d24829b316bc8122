package io.passerelle.alerts.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.alerts.Alerts;
import io.passerelle.portal.MenuCount;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What alerts bring to the menu. */
@Configuration(proxyBeanMethods = false)
class AlertsPages {

    @Bean
    PortalPage alertsPage() {
        return PortalPage.forAll(
                55, Section.SUPERVISION, AlertsPage.class, AlertsPage.NAME, VaadinIcon.BELL_O);
    }

    @Bean
    MenuCount openAlerts(Alerts alerts) {
        return new MenuCount(AlertsPage.class, Alerts.TOPIC, alerts::open);
    }
}
