package io.passerelle.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventLoopsTest {

    @Test
    void automaticChoice_takesTheFirstTransportWithoutObstacle() {
        try (EventLoops loops = EventLoops.open(NetworkSettings.automatic())) {
            for (Transport better : Transport.values()) {
                if (better == loops.transport()) {
                    break;
                }
                assertThat(better.obstacle()).as(better.key()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void everyTransportOfThisMachine_echoesOverLoopback(Transport transport) throws Exception {
        assumeTrue(transport.obstacle() == null, "not on this machine");
        try (EventLoops loops = EventLoops.open(new NetworkSettings(transport, 1))) {
            var server =
                    new ServerBootstrap()
                            .group(loops.group())
                            .channel(loops.serverChannel())
                            .childHandler(
                                    new ChannelInitializer<SocketChannel>() {
                                        @Override
                                        protected void initChannel(SocketChannel channel) {
                                            channel.pipeline().addLast(new Echo());
                                        }
                                    })
                            .bind(InetAddress.getLoopbackAddress(), 0)
                            .sync()
                            .channel();
            int port = ((InetSocketAddress) server.localAddress()).getPort();
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write(42);
                assertThat(client.getInputStream().read()).isEqualTo(42);
            }
        }
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }
}
