package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Reads as long as what came last, up to {@link BufferRoom#WIDE}; short ones while memory is
 * scarce.
 */
final class ThriftyReads extends AdaptiveRecvByteBufAllocator {

    private static final int LEAST = 64;
    private static final int FIRST = 2 << 10;

    private final BufferRoom room;

    ThriftyReads(BufferRoom room) {
        super(LEAST, FIRST, BufferRoom.WIDE);
        this.room = room;
    }

    @Override
    @SuppressWarnings("deprecation") // Handle: what the transports ask for is ExtendedHandle
    public Handle newHandle() {
        return new Sizes((ExtendedHandle) super.newHandle());
    }

    private final class Sizes extends DelegatingHandle implements ExtendedHandle {

        private final ExtendedHandle usual;

        Sizes(ExtendedHandle usual) {
            super(usual);
            this.usual = usual;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return allocator.ioBuffer(guess());
        }

        @Override
        public int guess() {
            int guess = super.guess();
            return room.isScarce() ? Math.min(guess, BufferRoom.SHORT) : guess;
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            return usual.continueReading(maybeMoreData);
        }
    }
}
