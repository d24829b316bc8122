package io.passerelle.relay;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.passerelle.connections.EndReason;
import io.passerelle.foundation.InForce;
import io.passerelle.network.Drain;
import io.passerelle.network.EventLoops;
import io.passerelle.network.GatewaySettings;
import io.passerelle.network.ProxyProtocolSettings;
import io.passerelle.routing.RouteType;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's listening ports for routes, and the end of what came through them. */
final class RelayListeners implements Drain.Part {

    private static final Logger LOG = LoggerFactory.getLogger(RelayListeners.class);
    private static final int BACKLOG = 4096;

    private final EventLoops loops;
    private final GatewaySettings gateway;
    private final RelayServices services;
    private final Entrance entrance;
    private final Refusals refusals;
    private final List<Channel> listening = new ArrayList<>();

    RelayListeners(
            EventLoops loops,
            GatewaySettings gateway,
            RelayServices services,
            InForce<EntranceSettings> entrance,
            Supplier<ProxyProtocolSettings> proxies) {
        this.loops = loops;
        this.gateway = gateway;
        this.services = services;
        this.refusals = new Refusals(services.node(), services.terminals(), services.journal());
        this.entrance = new Entrance(services, entrance, proxies, refusals);
        // thousands of records and a log on disk are no work for an event loop
        loops.group()
                .next()
                .scheduleAtFixedRate(
                        () -> Thread.ofVirtual().name("refusals").start(refusals::write),
                        1,
                        1,
                        TimeUnit.MINUTES);
    }

    /**
     * Opens every port.
     *
     * @throws IllegalStateException naming the port that cannot be opened
     */
    synchronized void listen() {
        for (int port : RouteType.inputPorts()) {
            InetSocketAddress address = gateway.socket(port);
            ChannelFuture bound = listener(port).bind(address).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                closeListeners();
                throw new IllegalStateException(
                        "cannot listen on " + address + ": " + bound.cause().getMessage(),
                        bound.cause());
            }
            listening.add(bound.channel());
        }
        LOG.atInfo()
                .addKeyValue("address", gateway.address().getHostAddress())
                .addKeyValue("ports", RouteType.inputPorts())
                .addKeyValue("shift", gateway.portShift())
                .log("Relay listens");
    }

    @Override
    public synchronized void stopTaking() {
        closeListeners();
    }

    @Override
    public int open() {
        return services.limits().open();
    }

    @Override
    public int endAll() {
        writeRefusals();
        return services.live().cut(live -> true, EndReason.GATEWAY_STOPPED);
    }

    /** Writes down now which connections were refused at the door. */
    void writeRefusals() {
        refusals.write();
    }

    synchronized boolean isOpen() {
        return !listening.isEmpty();
    }

    private void closeListeners() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        listening.clear();
    }

    private ServerBootstrap listener(int port) {
        return loops.listener()
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline().addLast(new Arrival(channel, port));
                            }
                        });
    }

    /** Waits for the channel to be ready, and makes way for the connection. */
    private final class Arrival extends ChannelInboundHandlerAdapter {

        private final SocketChannel channel;
        private final int port;

        Arrival(SocketChannel channel, int port) {
            this.channel = channel;
            this.port = port;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel.pipeline().remove(this);
            entrance.arrived(channel, port);
        }
    }
}
