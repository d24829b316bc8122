package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A stream on a channel of any transport. */
final class ChannelStream extends Stream {

    private final SocketChannel channel;

    /**
     * Takes a channel over that does not read by itself and may be closed in one direction; call on
     * its event loop.
     */
    ChannelStream(SocketChannel channel) {
        this.channel = channel;
        channel.pipeline().addLast(new Events());
    }

    @Override
    public EventLoop eventLoop() {
        return channel.eventLoop();
    }

    @Override
    public @Nullable InetSocketAddress peer() {
        return channel.remoteAddress();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void read(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    @Override
    public void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public long pendingBytes() {
        ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
        return pending == null ? 0 : pending.totalPendingWriteBytes();
    }

    @Override
    public void afterPending(Runnable action) {
        channel.flush();
        if (pendingBytes() == 0) {
            action.run();
        } else {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> action.run());
        }
    }

    @Override
    public void endOutput() {
        TcpSocket.endOutput(channel);
        channel.config().setAllowHalfClosure(false);
    }

    @Override
    public void close() {
        channel.close();
    }

    @Override
    public void reset() {
        if (channel.isOpen()) {
            channel.config().setSoLinger(0);
        }
        channel.close();
    }

    private final class Events extends ChannelInboundHandlerAdapter {

        private boolean inputDone;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            handler().received((ByteBuf) message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            handler().receivedAll();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (channel.isWritable()) {
                handler().writable();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent && !inputDone) {
                inputDone = true;
                handler().inputEnded();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            handler().closed();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!(cause instanceof IOException)) {
                handler().failed(cause);
            } else if (channel.isOpen()) {
                handler().broken();
            } // else it says that what waited is lost, and that it is closed comes next
        }
    }
}
