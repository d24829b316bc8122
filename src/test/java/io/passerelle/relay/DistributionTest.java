package io.passerelle.relay;

import static io.passerelle.routing.RoutingFixture.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.ResourceLeakDetector;
import io.passerelle.foundation.Addresses;
import io.passerelle.network.EventLoops;
import io.passerelle.network.NetworkSettings;
import io.passerelle.routing.RoutingFixture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SPEC M2M-22 over 100,000 real connections, before and after a destination dies. */
class DistributionTest {

    private static final int CONNECTIONS = 50_000;
    private static final int AT_ONCE = 64;
    private static final int TERMINALS = 250;
    private static final int PORT = 4001;

    /** Of so many connections, one buffer in 128 tells of a leak as surely as each, for less. */
    private final ResourceLeakDetector.Level watched = watchesSome();

    private final RelayHarness relay = new RelayHarness(RelayHarness.brisk());
    private final EventLoops loops = EventLoops.open(new NetworkSettings(null, 1));
    private final List<Channel> servers = new ArrayList<>();
    private final AtomicIntegerArray served = new AtomicIntegerArray(4);
    private final AtomicInteger errors = new AtomicInteger();

    @AfterEach
    void stop() {
        loops.close();
        relay.close();
        ResourceLeakDetector.setLevel(watched);
    }

    private static ResourceLeakDetector.Level watchesSome() {
        ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.ADVANCED);
        return before;
    }

    @Test
    void oneOfThreeEqualsDies_theOthersShareItsPartAndNoTerminalSeesAnError() throws Exception {
        for (int i = 0; i < TERMINALS; i++) {
            relay.online(terminal(i).getHostAddress(), AT_ONCE);
        }
        for (int i = 0; i < 4; i++) {
            servers.add(serve(i));
        }
        relay.route(
                RoutingFixture.route(
                        relay.organisation,
                        relay.group,
                        PORT,
                        60,
                        to("127.0.0.1", port(0), 1, 1),
                        to("127.0.0.1", port(1), 1, 1),
                        to("127.0.0.1", port(2), 1, 1),
                        to("127.0.0.1", port(3), 2, 1)));

        connectAll();
        assertServed(1 / 3.0, 1 / 3.0, 1 / 3.0);

        servers.get(1).close().sync();
        connectAll();
        assertServed(0.5, 0, 0.5);

        assertThat(errors).as("terminals that saw an error").hasValue(0);
        relay.stop();
        assertThat(relay.records).hasSize(2 * CONNECTIONS);
    }

    private void assertServed(double... parts) {
        for (int i = 0; i < parts.length; i++) {
            double part = served.getAndSet(i, 0) / (double) CONNECTIONS;
            assertThat(part).as("part of destination " + i).isCloseTo(parts[i], within(0.01));
        }
        assertThat(served.get(3)).as("connections to the wrong priority").isZero();
    }

    private void connectAll() throws InterruptedException {
        Semaphore free = new Semaphore(AT_ONCE);
        LongAdder begun = new LongAdder();
        for (int i = 0; i < CONNECTIONS; i++) {
            free.acquire();
            begun.increment();
            new Bootstrap()
                    .group(loops.group())
                    .channel(loops.channel())
                    .handler(new Client(free))
                    .connect(relay.socket(PORT), new InetSocketAddress(terminal(i), 0));
        }
        assertThat(free.tryAcquire(AT_ONCE, 20, TimeUnit.SECONDS)).as("all ended").isTrue();
    }

    private static InetAddress terminal(int i) {
        return Addresses.of("127.64.3." + (1 + i % TERMINALS));
    }

    private int port(int server) {
        return ((InetSocketAddress) servers.get(server).localAddress()).getPort();
    }

    /** Answers the first byte with its own number, and closes. */
    private Channel serve(int number) throws InterruptedException {
        return new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childHandler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline().addLast(new Answer(number));
                            }
                        })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    @ChannelHandler.Sharable
    private static final class Answer extends SimpleChannelInboundHandler<ByteBuf> {

        private final int number;

        Answer(int number) {
            this.number = number;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf question) {
            context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) number}));
        }
    }

    /** Asks, counts who answered, and closes. */
    private final class Client extends SimpleChannelInboundHandler<ByteBuf> {

        private final Semaphore free;
        private boolean answered;

        Client(Semaphore free) {
            this.free = free;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {'?'}));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf answer) {
            answered = true;
            served.incrementAndGet(answer.readByte());
            context.close();
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            if (!answered) {
                errors.incrementAndGet();
            }
            free.release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
