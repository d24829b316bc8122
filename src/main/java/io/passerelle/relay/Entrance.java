package io.passerelle.relay;

import io.passerelle.connections.EndReason;
import io.passerelle.foundation.InForce;
import io.passerelle.network.ProxyHeader;
import io.passerelle.network.ProxyProtocolSettings;
import io.passerelle.network.Stream;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a connection meets first: the limits that cost least to look at, and the header of a load
 * balancer where one is trusted. Who is refused here is reset at once and counted: a terminal left
 * waiting would learn nothing, and try again later than it could.
 */
final class Entrance {

    private final RelayServices services;
    private final Supplier<ProxyProtocolSettings> proxies;
    private final Refusals refusals;
    private final AcceptRate perTerminal;
    private final AcceptRate overall;
    private final long started = System.nanoTime();

    Entrance(
            RelayServices services,
            InForce<EntranceSettings> settings,
            Supplier<ProxyProtocolSettings> proxies,
            Refusals refusals) {
        this.services = services;
        this.proxies = proxies;
        this.refusals = refusals;
        this.perTerminal = services.tuning().rate();
        int rate = settings.get().acceptRate();
        this.overall = AcceptRate.overall(rate, burst(rate));
        settings.onChange(next -> overall.change(next.acceptRate(), burst(next.acceptRate())));
    }

    /** A tenth of a second's worth may come at once. */
    private static int burst(int rate) {
        return Math.max(1, rate / 10);
    }

    /** Takes a connection of a port, or refuses it. Runs on its event loop. */
    void arrived(Stream stream, int port) {
        InetSocketAddress peer = stream.peer();
        if (peer == null) {
            stream.close(); // gone before it was looked at
            return;
        }
        ProxyProtocolSettings trusted = proxies.get();
        if (trusted.from().isEmpty() || !trusted.trusts(peer.getAddress())) {
            services.metrics().opened();
            EndReason limit = limitOf(peer);
            ConnectionLimits.Place place = services.limits().place();
            enter(stream, peer, port, place, limit == null ? place.take() : limit);
            return;
        }
        ConnectionLimits.Place place = services.limits().place();
        EndReason full = place.take();
        if (full == null) {
            ProxyHeader.await(stream, trusted.patience(), new Behind(stream, peer, port, place));
        } else {
            services.metrics().opened();
            refuse(stream, peer, port, full);
        }
    }

    private @Nullable EndReason limitOf(InetSocketAddress source) {
        long now = System.nanoTime() - started;
        if (!perTerminal.admits(source.getAddress(), now)) {
            return EndReason.ACCEPT_RATE;
        }
        boolean room = !services.tuning().room().isFull();
        return room && overall.admits(source.getAddress(), now) ? null : EndReason.OVERLOADED;
    }

    private void enter(
            Stream stream,
            InetSocketAddress source,
            int port,
            ConnectionLimits.Place place,
            @Nullable EndReason limit) {
        if (limit == null) {
            new TerminalConnection(stream, source, port, services, place).accepted();
        } else {
            place.giveBack();
            refuse(stream, source, port, limit);
        }
    }

    private void refuse(Stream stream, InetSocketAddress source, int port, EndReason reason) {
        services.metrics().ended(reason);
        refusals.add(source, port, reason);
        stream.reset();
    }

    /** A connection that came through a load balancer. */
    private final class Behind implements ProxyHeader.Listener {

        private final Stream stream;
        private final InetSocketAddress balancer;
        private final int port;
        private final ConnectionLimits.Place place;

        Behind(Stream stream, InetSocketAddress balancer, int port, ConnectionLimits.Place place) {
            this.stream = stream;
            this.balancer = balancer;
            this.port = port;
            this.place = place;
        }

        @Override
        public void from(InetSocketAddress source) {
            services.metrics().proxyHeader(ProxyHeader.Outcome.TAKEN);
            services.metrics().opened();
            enter(stream, source, port, place, limitOf(source));
        }

        @Override
        public void none(ProxyHeader.Outcome why) {
            services.metrics().proxyHeader(why);
            place.giveBack();
            if (why == ProxyHeader.Outcome.OWN) {
                stream.close(); // the balancer has learnt that somebody is here
                return;
            }
            services.metrics().opened();
            refuse(stream, balancer, port, EndReason.PROXY_HEADER);
        }
    }
}
