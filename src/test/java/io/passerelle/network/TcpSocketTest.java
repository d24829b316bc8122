package io.passerelle.network;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import org.junit.jupiter.api.Test;

class TcpSocketTest {

    /** What the kernel says of a socket whose peer has reset it, and of one that never had any. */
    @Test
    void endOfOutputToNobody_isNoFault() {
        Epoll.ensureAvailability();
        var channel = new EpollSocketChannel();
        try {
            assertThatCode(() -> TcpSocket.endOutput(channel)).doesNotThrowAnyException();
        } finally {
            channel.unsafe().closeForcibly();
        }
    }
}
