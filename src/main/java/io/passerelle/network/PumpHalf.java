package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One direction of a {@link RelayPump}: what this channel receives goes to the other one. */
final class PumpHalf extends ChannelInboundHandlerAdapter {

    private final RelayPump pump;
    private final RelayPump.Side side;
    private final SocketChannel channel;
    private final LongAdder total;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * What came before the other side was there. A transport may deliver what the kernel holds when
     * the peer closes, although reading is off: at most the socket's unread receive buffer.
     */
    private final Queue<ByteBuf> early = new ArrayDeque<>(0);

    private @Nullable LongAdder also;
    private @Nullable PumpHalf to;
    private boolean inputDone;
    private boolean outputDone;

    PumpHalf(RelayPump pump, RelayPump.Side side, SocketChannel channel, LongAdder total) {
        this.pump = pump;
        this.side = side;
        this.channel = channel;
        this.total = total;
    }

    SocketChannel channel() {
        return channel;
    }

    long bytes() {
        return bytes.get();
    }

    /** Whether everything was said to this side, and its end. */
    boolean outputDone() {
        return outputDone;
    }

    /** From now on every byte is counted there, too, and those that came before at once. */
    void countAlso(LongAdder more) {
        more.add(bytes());
        also = more;
    }

    void open(PumpHalf other) {
        SocketChannel target = other.channel;
        to = other;
        for (ByteBuf buffer = early.poll(); buffer != null; buffer = early.poll()) {
            target.write(buffer, target.voidPromise());
        }
        target.flush();
        if (inputDone) {
            passEndOn(other);
        } else {
            channel.config().setAutoRead(target.isWritable());
        }
    }

    void dropEarly() {
        for (ByteBuf buffer = early.poll(); buffer != null; buffer = early.poll()) {
            buffer.release();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        int length = buffer.readableBytes();
        bytes.lazySet(bytes.getPlain() + length);
        total.add(length);
        if (also != null) {
            also.add(length);
        }
        pump.touched();
        PumpHalf other = to;
        if (other == null) {
            early.add(buffer);
            return;
        }
        SocketChannel target = other.channel;
        target.write(buffer, target.voidPromise());
        if (!target.isWritable()) {
            target.flush();
            channel.config().setAutoRead(target.isWritable());
        } else if (pump.isThrifty()) {
            channel.config().setAutoRead(false);
            afterPending(target, () -> channel.config().setAutoRead(target.isWritable()));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        PumpHalf other = to;
        if (other != null) {
            other.channel.flush();
        }
    }

    /** This channel can take bytes again, or cannot: the other one is read, or not, accordingly. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        PumpHalf source = to;
        if (source != null) {
            source.channel.config().setAutoRead(channel.isWritable());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !inputDone) {
            inputDone = true;
            pump.inputEnded(side);
            PumpHalf other = to;
            if (other != null) {
                passEndOn(other);
            }
        }
    }

    private void passEndOn(PumpHalf other) {
        afterPending(
                other.channel,
                () -> {
                    other.outputDone = true;
                    if (outputDone) {
                        pump.complete();
                    } else {
                        TcpSocket.endOutput(other.channel);
                        // nothing is left to be said to it: its end of input shall close it, which
                        // is the same on the wire and costs half the calls
                        other.channel.config().setAllowHalfClosure(false);
                    }
                });
    }

    /**
     * Runs the action when what was written to the channel is with the kernel: ending output before
     * that would throw those bytes away. Failing writes end in {@link #exceptionCaught}.
     */
    static void afterPending(SocketChannel channel, Runnable action) {
        channel.flush();
        ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
        if (pending == null || pending.totalPendingWriteBytes() == 0) {
            action.run();
        } else {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> action.run());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (outputDone && !inputDone) {
            inputDone = true;
            pump.endedWhole(side);
        } else {
            pump.broken(side, !inputDone);
        }
        pump.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            pump.failed(cause);
        }
        pump.broken(side, true);
    }
}
