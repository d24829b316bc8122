package io.passerelle.network;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannelConfig;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * How much of the process's memory the network's buffers may take, and what a connection may hold
 * of it. While there is plenty, {@value #WIDE} bytes a direction: large transfers then take half
 * the calls. When half of it is taken it is scarce: reads become short, and a side is read again
 * only when the other has taken what came before, so that many terminals which stop reading cost
 * little more than they did. At three quarters it is full, and new connections are refused.
 *
 * <p>Without that bound some thousand stalled transfers would exhaust the memory, and the process
 * would end (`-XX:+ExitOnOutOfMemoryError`).
 */
public final class BufferRoom {

    /** What a direction may hold, and the longest read, while there is plenty: bytes. */
    static final int WIDE = 256 << 10;

    /** The longest read while memory is scarce: bytes. */
    static final int SHORT = 4 << 10;

    /** How often its owner looks, in milliseconds: some hundred megabytes come in that time. */
    static final int LOOK_MILLIS = 50;

    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(WIDE / 2, WIDE);

    private final LongSupplier taken;
    private final long most;
    private final RecvByteBufAllocator reads = new ThriftyReads(this);
    private volatile boolean scarce;
    private volatile boolean full;

    /**
     * A room.
     *
     * @param taken bytes that buffers take now
     * @param most bytes that they may take
     */
    public BufferRoom(LongSupplier taken, long most) {
        this.taken = taken;
        this.most = most;
        look();
    }

    /**
     * The room of this process: what {@code -XX:MaxDirectMemorySize} allows, else the heap's size.
     */
    public static BufferRoom ofProcess() {
        return new BufferRoom(BufferRoom::taken, allowed());
    }

    /** How many bytes the process's network buffers take; 0 when the allocator does not say. */
    public static long taken() {
        return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator
                ? allocator.metric().usedDirectMemory()
                : 0;
    }

    private static long allowed() {
        var options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long set = Long.parseLong(options.getVMOption("MaxDirectMemorySize").getValue());
        return set > 0 ? set : Runtime.getRuntime().maxMemory();
    }

    /** Looks how much is taken; called every {@value #LOOK_MILLIS} ms. */
    void look() {
        long now = taken.getAsLong();
        scarce = now > most / 2;
        full = now > most / 4 * 3;
    }

    /** Whether connections hold no more than they must. */
    public boolean isScarce() {
        return scarce;
    }

    /** Whether no new connection should be taken. */
    public boolean isFull() {
        return full;
    }

    /** Gives what is accepted its share. */
    void furnish(ServerBootstrap listener) {
        listener.childOption(ChannelOption.RECVBUF_ALLOCATOR, reads)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS);
    }

    /** Gives what is dialled its share. */
    void furnish(SocketChannelConfig config) {
        config.setRecvByteBufAllocator(reads);
        config.setWriteBufferWaterMark(MARKS);
    }
}
