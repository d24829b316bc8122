package io.passerelle.egress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes, by way of the database, how this one sees its links: once for each change,
 * and again later when the database is away.
 */
final class LinkNews implements Consumer<List<NodeLink>> {

    private static final Logger LOG = LoggerFactory.getLogger(LinkNews.class);

    /** While the database is away nobody is told for so many looks. */
    private static final int PAUSE = 10;

    private final Consumer<NodeLinkState> store;
    private final String node;
    private final Map<UUID, LinkStatus> told = new HashMap<>();
    private int pause;

    LinkNews(Consumer<NodeLinkState> store, String node) {
        this.store = store;
        this.node = node;
    }

    @Override
    public void accept(List<NodeLink> links) {
        if (pause > 0) {
            pause--;
            return;
        }
        try {
            links.forEach(this::tell);
            told.keySet().removeIf(id -> links.stream().noneMatch(link -> link.is(id)));
        } catch (RuntimeException away) {
            LOG.debug("states of links are told later: {}", away.toString());
            pause = PAUSE;
        }
    }

    private void tell(NodeLink link) {
        LinkStatus status = link.status();
        if (status.equals(told.get(link.link().id()))) {
            return;
        }
        store.accept(new NodeLinkState(link.link().id(), node, status));
        told.put(link.link().id(), status);
    }
}
