package io.passerelle.mail.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The operator's page about mails in the menu. */
@Configuration(proxyBeanMethods = false)
class MailPages {

    @Bean
    PortalPage mailPage() {
        return PortalPage.forAll(
                        70,
                        Section.ADMINISTRATION,
                        MailsPage.class,
                        MailsPage.NAME,
                        VaadinIcon.ENVELOPE_O)
                .needing(Right.MANAGE_MAIL);
    }
}
