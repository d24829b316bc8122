package io.passerelle.sessions.portal;

import io.passerelle.portal.Cell;
import io.passerelle.portal.Kit;
import io.passerelle.sims.KnownSim;
import io.passerelle.sims.SimDirectory;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names and addresses of SIM cards' pages, for those who may see the cards. */
@Component
class SimLinks {

    private final SimDirectory sims;

    SimLinks(SimDirectory sims) {
        this.sims = sims;
    }

    /** The card's number, leading to the card; empty for none. */
    Cell cell(Kit kit, @Nullable UUID id) {
        return find(kit, id)
                .map(sim -> Cell.mono(sim.iccid()).to("sims?id=" + sim.id()))
                .orElse(Cell.NONE);
    }

    /** What a chip says of a card that a link names. */
    String label(Kit kit, String id) {
        try {
            return find(kit, UUID.fromString(id)).map(KnownSim::iccid).orElse(id);
        } catch (IllegalArgumentException anybodyCanTypeAnAddress) {
            return id;
        }
    }

    private Optional<KnownSim> find(Kit kit, @Nullable UUID id) {
        return id == null
                ? Optional.empty()
                : sims.byId(id).filter(sim -> kit.viewer().sees(sim.organisationId()));
    }
}
