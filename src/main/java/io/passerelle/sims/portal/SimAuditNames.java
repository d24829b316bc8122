package io.passerelle.sims.portal;

import io.passerelle.portal.AuditNames;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.KnownSim;
import io.passerelle.sims.SimDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the audit log calls cards and groups. */
@Configuration(proxyBeanMethods = false)
class SimAuditNames {

    @Bean
    AuditNames auditNamesOfSims(SimDirectory sims) {
        return new AuditNames("sim", id -> sims.byId(id).map(KnownSim::iccid));
    }

    @Bean
    AuditNames auditNamesOfGroups(GroupDirectory groups) {
        return new AuditNames("group", id -> groups.byId(id).map(KnownGroup::name));
    }
}
