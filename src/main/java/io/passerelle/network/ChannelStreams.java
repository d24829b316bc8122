package io.passerelle.network;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Streams on the channels of any transport. */
final class ChannelStreams implements Streams {

    private static final int BACKLOG = 4096;

    private final EventLoopGroup group;
    private final Transport transport;
    private final BufferRoom room;
    private final Dialler dialler;

    ChannelStreams(EventLoopGroup group, Transport transport, BufferRoom room) {
        this.group = group;
        this.transport = transport;
        this.room = room;
        this.dialler = new Dialler(transport, room);
    }

    @Override
    public Door listen(InetSocketAddress at, Acceptor acceptor) throws IOException {
        ChannelFuture bound = listener(acceptor).bind(at).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        return new Listening(bound.channel());
    }

    private ServerBootstrap listener(Acceptor acceptor) {
        ServerBootstrap listener = new ServerBootstrap().group(group).channel(transport.server());
        return Accepting.tuned(listener, transport, room)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline().addLast(new Arrival(channel, acceptor));
                            }
                        });
    }

    @Override
    public Stream connect(
            EventLoop loop, InetSocketAddress to, @Nullable Outlet outlet, Dialled dialled) {
        ChannelFuture connecting = dialler.connect(loop, to, outlet);
        SocketChannel channel = (SocketChannel) connecting.channel();
        ChannelStream stream = new ChannelStream(channel);
        if (connecting.isDone()) {
            loop.execute(() -> ended(stream, channel, connecting.cause(), dialled));
        } else {
            connecting.addListener(done -> ended(stream, channel, done.cause(), dialled));
        }
        return stream;
    }

    private static void ended(
            Stream stream, SocketChannel channel, @Nullable Throwable failure, Dialled dialled) {
        if (failure == null) {
            TcpSocket.acknowledgeWithAnswers(channel);
        }
        dialled.ended(stream, failure);
    }

    private record Listening(Channel channel) implements Door {

        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) channel.localAddress();
        }

        @Override
        public void close() {
            channel.close().awaitUninterruptibly();
        }
    }

    /** Waits for the channel to be ready, and makes way for the stream. */
    private static final class Arrival extends ChannelInboundHandlerAdapter {

        private final SocketChannel channel;
        private final Acceptor acceptor;

        Arrival(SocketChannel channel, Acceptor acceptor) {
            this.channel = channel;
            this.acceptor = acceptor;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel.pipeline().remove(this);
            acceptor.accepted(new ChannelStream(channel));
        }
    }
}
