package io.passerelle.relay;

import io.netty.channel.socket.SocketChannel;
import io.passerelle.connections.EndReason;
import io.passerelle.foundation.InForce;
import io.passerelle.network.ProxyHeader;
import io.passerelle.network.ProxyProtocolSettings;
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
    void arrived(SocketChannel channel, int port) {
        InetSocketAddress peer = channel.remoteAddress();
        if (peer == null) {
            channel.close(); // gone before it was looked at
            return;
        }
        ProxyProtocolSettings trusted = proxies.get();
        if (trusted.from().isEmpty() || !trusted.trusts(peer.getAddress())) {
            services.metrics().opened();
            EndReason limit = limitOf(peer);
            ConnectionLimits.Place place = services.limits().place();
            enter(channel, peer, port, place, limit == null ? place.take() : limit);
            return;
        }
        ConnectionLimits.Place place = services.limits().place();
        EndReason full = place.take();
        if (full == null) {
            ProxyHeader.await(channel, trusted.patience(), new Behind(channel, peer, port, place));
        } else {
            services.metrics().opened();
            refuse(channel, peer, port, full);
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
            SocketChannel channel,
            InetSocketAddress source,
            int port,
            ConnectionLimits.Place place,
            @Nullable EndReason limit) {
        if (limit == null) {
            new TerminalConnection(channel, source, port, services, place).accepted();
        } else {
            place.giveBack();
            refuse(channel, source, port, limit);
        }
    }

    private void refuse(
            SocketChannel channel, InetSocketAddress source, int port, EndReason reason) {
        services.metrics().ended(reason);
        refusals.add(source, port, reason);
        if (channel.isOpen()) {
            channel.config().setSoLinger(0);
            channel.close();
        }
    }

    /** A connection that came through a load balancer. */
    private final class Behind implements ProxyHeader.Listener {

        private final SocketChannel channel;
        private final InetSocketAddress balancer;
        private final int port;
        private final ConnectionLimits.Place place;

        Behind(
                SocketChannel channel,
                InetSocketAddress balancer,
                int port,
                ConnectionLimits.Place place) {
            this.channel = channel;
            this.balancer = balancer;
            this.port = port;
            this.place = place;
        }

        @Override
        public void from(InetSocketAddress source) {
            services.metrics().proxyHeader(ProxyHeader.Outcome.TAKEN);
            services.metrics().opened();
            enter(channel, source, port, place, limitOf(source));
        }

        @Override
        public void none(ProxyHeader.Outcome why) {
            services.metrics().proxyHeader(why);
            place.giveBack();
            if (why == ProxyHeader.Outcome.OWN) {
                channel.close(); // the balancer has learnt that somebody is here
                return;
            }
            services.metrics().opened();
            refuse(channel, balancer, port, EndReason.PROXY_HEADER);
        }
    }
}
