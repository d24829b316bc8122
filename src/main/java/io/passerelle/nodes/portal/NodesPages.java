package io.passerelle.nodes.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.nodes.NodeFacts;
import io.passerelle.portal.PortalPage;
import io.passerelle.portal.PortalPage.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What nodes bring to the menu. */
@Configuration(proxyBeanMethods = false)
class NodesPages {

    @Bean
    PortalPage nodesPage(NodeFacts facts) {
        facts.role("portal");
        return PortalPage.forAll(
                        90,
                        Section.ADMINISTRATION,
                        NodesPage.class,
                        NodesPage.NAME,
                        VaadinIcon.CLUSTER)
                .needing(Right.MANAGE_NODES);
    }
}
