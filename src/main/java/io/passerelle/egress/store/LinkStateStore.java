package io.passerelle.egress.store;

import static io.passerelle.store.db.Tables.EGRESS_LINK;
import static io.passerelle.store.db.Tables.EGRESS_LINK_STATE;
import static io.passerelle.store.db.Tables.NODE;

import io.passerelle.egress.LinkState;
import io.passerelle.egress.LinkStatus;
import io.passerelle.egress.NodeLinkState;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** How each node sees each link. */
@Repository
public class LinkStateStore {

    private final DSLContext dsl;

    LinkStateStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** What every node that is not forgotten has told. */
    public List<NodeLinkState> all() {
        return dsl.selectFrom(EGRESS_LINK_STATE)
                .where(EGRESS_LINK_STATE.NODE.in(DSL.select(NODE.NAME).from(NODE)))
                .orderBy(EGRESS_LINK_STATE.NODE)
                .fetch(row ->
                        new NodeLinkState(
                                row.getLinkId(),
                                row.getNode(),
                                new LinkStatus(
                                        state(row.getState()), row.getDetail(), row.getSince())));
    }

    /** Tells how this node sees a link; nothing when the link is gone. */
    public void tell(NodeLinkState seen) {
        LinkStatus status = seen.status();
        dsl.insertInto(
                        EGRESS_LINK_STATE,
                        EGRESS_LINK_STATE.LINK_ID,
                        EGRESS_LINK_STATE.NODE,
                        EGRESS_LINK_STATE.STATE,
                        EGRESS_LINK_STATE.DETAIL,
                        EGRESS_LINK_STATE.SINCE)
                .select(
                        DSL.select(
                                        EGRESS_LINK.ID,
                                        DSL.val(seen.node()),
                                        DSL.val(status.state().name()),
                                        DSL.val(status.detail()),
                                        DSL.val(status.since(), EGRESS_LINK_STATE.SINCE))
                                .from(EGRESS_LINK)
                                .where(EGRESS_LINK.ID.eq(seen.linkId())))
                .onConflict(EGRESS_LINK_STATE.LINK_ID, EGRESS_LINK_STATE.NODE)
                .doUpdate()
                .set(EGRESS_LINK_STATE.STATE, status.state().name())
                .set(EGRESS_LINK_STATE.DETAIL, status.detail())
                .set(EGRESS_LINK_STATE.SINCE, status.since())
                .execute();
    }

    /** A later release may know more of them. */
    private static LinkState state(String name) {
        return Arrays.stream(LinkState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElse(LinkState.CHECK_FAILED);
    }
}
