package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.ADDRESS_BLOCK;

import io.passerelle.foundation.Cidr;
import io.passerelle.store.NodeIdentity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Which node holds which block of the address pools. */
@Repository
public class AddressBlockStore {

    private final DSLContext dsl;
    private final NodeIdentity self;

    AddressBlockStore(DSLContext dsl, NodeIdentity self) {
        this.dsl = dsl;
        this.self = self;
    }

    /** All that are held, and by whom. */
    public Map<Cidr, UUID> all() {
        return dsl.select(ADDRESS_BLOCK.NETWORK, ADDRESS_BLOCK.NODE_ID)
                .from(ADDRESS_BLOCK)
                .fetchMap(ADDRESS_BLOCK.NETWORK, ADDRESS_BLOCK.NODE_ID);
    }

    /** Takes those that nobody holds; the others stay whose they are. */
    public void take(Collection<Cidr> blocks) {
        if (!blocks.isEmpty()) {
            dsl.execute(
                    """
                    insert into address_block (network, node_id)
                    select network, ?::uuid from unnest(?::text[]::cidr[]) as network
                    order by network on conflict do nothing
                    """,
                    self.id(),
                    texts(blocks));
        }
    }

    /** Gives up those this node holds. */
    public void giveUp(List<Cidr> blocks) {
        dsl.execute(
                "delete from address_block where node_id = ? and network = any (?::text[]::cidr[])",
                self.id(),
                texts(blocks));
    }

    /**
     * Frees the blocks of nodes that were stopped in order and did not come back: nothing is
     * promised in them any more.
     *
     * @param seconds how long ago they stopped, by the database's clock
     */
    public int freeOfStopped(long seconds) {
        return dsl.execute(
                """
                delete from address_block b using node n
                where n.id = b.node_id and n.state = 'STOPPED'
                    and n.seen_at < now() - make_interval(secs => ?)
                """,
                seconds);
    }

    private static String[] texts(Collection<Cidr> blocks) {
        return blocks.stream().map(Cidr::toString).toArray(String[]::new);
    }
}
