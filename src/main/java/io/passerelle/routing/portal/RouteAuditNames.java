package io.passerelle.routing.portal;

import io.passerelle.portal.AuditNames;
import io.passerelle.portal.Texts;
import io.passerelle.routing.Route;
import io.passerelle.routing.RouteTable;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.KnownGroup;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the audit log calls routes: by their port and group, since few have a label. */
@Configuration(proxyBeanMethods = false)
class RouteAuditNames {

    @Bean
    AuditNames auditNamesOfRoutes(RouteTable routes, GroupDirectory groups) {
        return new AuditNames(
                "route",
                id -> Optional.ofNullable(routes.byId(id)).map(route -> name(route, groups)));
    }

    private static String name(Route route, GroupDirectory groups) {
        String group = groups.byId(route.groupId()).map(KnownGroup::name).orElse("");
        return Texts.text("routing.routes.named", Integer.toString(route.inputPort()), group);
    }
}
