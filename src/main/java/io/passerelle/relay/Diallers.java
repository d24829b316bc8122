package io.passerelle.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.passerelle.network.EventLoops;
import java.time.Duration;

/** How destinations are dialled. */
final class Diallers {

    private Diallers() {}

    /** To be cloned with the event loop of the connection it dials for. */
    static Bootstrap dialler(EventLoops loops, Duration connectTimeout) {
        return new Bootstrap()
                .channel(loops.channel())
                .disableResolver()
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(connectTimeout.toMillis()))
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, RelayListeners.WATER_MARK)
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                // the pump comes when the destination has answered
                            }
                        });
    }
}
