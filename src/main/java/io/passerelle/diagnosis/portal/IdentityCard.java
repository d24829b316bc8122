package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.Component;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sims.Sim;
import io.passerelle.sims.portal.SimWords;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who the card is and what it may. */
final class IdentityCard extends Card<Sim> {

    private static final String SIM = "sims.details";

    private final Kit kit;
    private final SimFileServices services;

    IdentityCard(Kit kit, SimFileServices services) {
        super("identity");
        this.kit = kit;
        this.services = services;
    }

    @Override
    List<Component> parts(Sim sim) {
        Times times = kit.times();
        return List.of(
                new Facts(SIM)
                        .fact("iccid", Cell.mono(sim.iccid()))
                        .fact("msisdn", Cell.mono(sim.msisdn()))
                        .fact("imsi", Cell.mono(sim.imsi()))
                        .fact("operator", SimWords.operator(sim))
                        .fact("kind", SimWords.kind(sim))
                        .fact("roaming", SimWords.roaming(sim))
                        .fact("options", Cell.of(SimWords.options(sim)))
                        .fact("organisation", Cell.of(organisation(sim)))
                        .fact("group", Cell.link(sim.group(), "sims?groupId=" + sim.groupId()))
                        .fact("staticAddress", SimWords.address(sim.staticAddress()))
                        .fact("accessPoint", Cell.mono(sim.accessPoint()))
                        .fact("userName", Cell.mono(sim.userName()))
                        .fact(
                                "password",
                                Cell.of(Texts.text(SIM + ".password." + sim.hasPassword())))
                        .fact("sessionLimit", Cell.of(sim.sessionLimit()))
                        .fact("maxConnections", Cell.of(sim.maxConnections()))
                        .fact("tags", Cell.of(SimWords.tags(sim)))
                        .fact("imei", SimWords.device(sim))
                        .fact(
                                "terminationProtected",
                                Cell.of(
                                        Texts.text(
                                                "sims.protected."
                                                        + sim.guards().terminationProtected())))
                        .fact("expiresAt", SimWords.expiry(sim, times))
                        .fact("replaces", card(sim.replacesId()))
                        .fact("replacedBy", card(sim.replacedById()))
                        .fact("lastRadiusAt", times.cell(sim.lastRadiusAt()))
                        .fact("createdAt", times.cell(sim.createdAt())));
    }

    private Cell card(@Nullable UUID id) {
        return id == null
                ? Cell.NONE
                : Cell.mono(services.cards().get(kit.viewer(), id).iccid()).to("sims/" + id);
    }

    private String organisation(Sim sim) {
        return services.organisations().tree().name(sim.organisationId());
    }
}
