package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One direction of a {@link RelayPump}: what this stream receives goes to the other one. */
final class PumpHalf implements Stream.Handler {

    /** From how many bytes on no more are wanted before the other side is there. */
    private static final int EARLY = 2 << 10;

    private final RelayPump pump;
    private final RelayPump.Side side;
    private final Stream stream;
    private final LongAdder total;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * What came before the other side was there: the first bytes, which are read at once, and on
     * some transports what the kernel holds when the peer closes, at most its receive buffer.
     */
    private final Queue<ByteBuf> early = new ArrayDeque<>(0);

    private @Nullable LongAdder also;
    private @Nullable PumpHalf to;
    private int earlyBytes;
    private boolean inputDone;
    private boolean outputDone;

    PumpHalf(RelayPump pump, RelayPump.Side side, Stream stream, LongAdder total) {
        this.pump = pump;
        this.side = side;
        this.stream = stream;
        this.total = total;
    }

    Stream stream() {
        return stream;
    }

    long bytes() {
        return bytes.get();
    }

    /** From now on every byte is counted there, too, and those that came before at once. */
    void countAlso(LongAdder more) {
        more.add(bytes());
        also = more;
    }

    void open(PumpHalf other) {
        Stream target = other.stream;
        to = other;
        boolean any = !early.isEmpty();
        for (ByteBuf buffer = early.poll(); buffer != null; buffer = early.poll()) {
            count(buffer.readableBytes());
            target.write(buffer);
        }
        if (any) {
            target.flush();
        }
        if (inputDone) {
            passEndOn(other);
        } else {
            stream.read(target.isWritable());
        }
    }

    void dropEarly() {
        for (ByteBuf buffer = early.poll(); buffer != null; buffer = early.poll()) {
            buffer.release();
        }
    }

    @Override
    public void received(ByteBuf buffer) {
        pump.touched();
        PumpHalf other = to;
        if (other == null) {
            early.add(buffer);
            earlyBytes += buffer.readableBytes();
            if (earlyBytes >= EARLY) {
                stream.read(false);
            }
            return;
        }
        count(buffer.readableBytes());
        Stream target = other.stream;
        target.write(buffer);
        if (!target.isWritable()) {
            target.flush();
            stream.read(target.isWritable());
        } else if (pump.isThrifty()) {
            stream.read(false);
            target.afterPending(() -> stream.read(target.isWritable()));
        }
    }

    @Override
    public void receivedAll() {
        PumpHalf other = to;
        if (other != null) {
            other.stream.flush();
        }
    }

    /** What is never carried is not counted either. */
    private void count(int length) {
        bytes.lazySet(bytes.getPlain() + length);
        total.add(length);
        if (also != null) {
            also.add(length);
        }
    }

    /** This stream can take bytes again: the other one is read. */
    @Override
    public void writable() {
        PumpHalf source = to;
        if (source != null) {
            source.stream.read(true);
        }
    }

    @Override
    public void inputEnded() {
        inputDone = true;
        pump.inputEnded(side);
        PumpHalf other = to;
        if (other != null) {
            passEndOn(other);
        }
    }

    private void passEndOn(PumpHalf other) {
        other.stream.afterPending(() -> {
            other.outputDone = true;
            if (outputDone) {
                pump.complete();
            } else {
                other.stream.endOutput();
            }
        });
    }

    @Override
    public void closed() {
        if (outputDone && !inputDone) {
            inputDone = true;
            pump.endedWhole(side);
        } else {
            pump.broken(side, !inputDone);
        }
        pump.closed();
    }

    @Override
    public void broken() {
        pump.broken(side, true);
    }

    @Override
    public void failed(Throwable mistake) {
        pump.failed(mistake);
        pump.broken(side, true);
    }
}
