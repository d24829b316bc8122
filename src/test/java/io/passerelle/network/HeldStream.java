package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A stream without a network: a test says what comes, and what is sent is dropped. */
final class HeldStream extends Stream {

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private boolean open = true;

    /** Something comes. */
    void come(ByteBuf bytes) {
        handler().received(bytes);
    }

    /** The peer is gone. */
    void end() {
        close();
        handler().closed();
        clock.finishAndReleaseAll();
    }

    @Override
    public EventLoop eventLoop() {
        return clock.eventLoop();
    }

    @Override
    public InetSocketAddress peer() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void read(boolean wanted) {}

    @Override
    public void write(ByteBuf bytes) {
        bytes.release();
    }

    @Override
    public void flush() {}

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void afterPending(Runnable action) {
        action.run();
    }

    @Override
    public void endOutput() {}

    @Override
    public void close() {
        open = false;
    }

    @Override
    public void reset() {
        close();
    }
}
