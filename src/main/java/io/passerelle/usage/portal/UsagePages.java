package io.passerelle.usage.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.portal.CardSection;
import io.passerelle.portal.Kit;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import io.passerelle.usage.Consumption;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What consumption brings to the menu and to a card's window. */
@Configuration(proxyBeanMethods = false)
class UsagePages {

    @Bean
    PortalPage usagePage() {
        return PortalPage.forAll(
                50, Section.SUPERVISION, UsagePage.class, UsagePage.NAME, VaadinIcon.BAR_CHART);
    }

    @Bean
    PortalPage invoiceRecordsPage() {
        return PortalPage.forAll(
                55,
                Section.SUPERVISION,
                InvoiceRecordsPage.class,
                InvoiceRecordsPage.NAME,
                VaadinIcon.INVOICE);
    }

    @Bean
    CardSection usageOfCard(Kit kit, Consumption consumption) {
        return new CardSection(
                40, UsagePage.NAME + ".title", sim -> new CardUsage(kit, consumption, sim));
    }
}
