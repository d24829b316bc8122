package io.passerelle.connections.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.Attempt;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.Records;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordBytesTest {

    private static final int ROOM = 456;

    @Test
    void carriedConnection_isReadAsItWasWritten() {
        ConnectionRecord record = Records.carried(EndReason.CLIENT_CLOSED, "pay.example", 2);

        assertThat(read(record)).isEqualTo(record);
    }

    @Test
    void connectionThatStillDials_isReadAsItWasWritten() {
        ConnectionRecord record = Records.dialling();

        assertThat(read(record)).isEqualTo(record);
    }

    @Test
    void connectionOverALink_keepsItsNameAndThoseOfItsAttempts() {
        ConnectionRecord record = Records.overLinks("VPN", "Leased line");

        assertThat(read(record)).isEqualTo(record);
        assertThat(read(record).link()).isEqualTo("Leased line");
        assertThat(read(record).path())
                .extracting(Attempt::link)
                .containsExactly("VPN", "Leased line");
    }

    @Test
    void manyAttempts_theLastThatFitAreKept() {
        ConnectionRecord record = Records.carried(EndReason.CUT, "pay.example", 40);

        assertThat(read(record).path()).hasSizeBetween(5, 39);
        assertThat(read(record).destination()).isEqualTo("pay.example");
    }

    @Test
    void longestDomain_fits() {
        String longest = "a".repeat(63) + ".b".repeat(95);

        ConnectionRecord read = read(Records.carried(EndReason.CUT, longest, 1));

        assertThat(read.destination()).isEqualTo(longest);
        assertThat(read.path()).isEmpty();
    }

    @Test
    void anyBytes_areARecordOrNone() {
        var random = new Random(17);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(ROOM)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (1 + i % 2);
            }
            RecordBytes.read(ByteBuffer.wrap(bytes), state(Records.dialling()));
        }
    }

    private static ConnectionRecord read(ConnectionRecord record) {
        ByteBuffer bytes = ByteBuffer.allocate(ROOM);
        RecordBytes.write(record, bytes);
        return RecordBytes.read(bytes.flip(), state(record)).orElseThrow();
    }

    private static RecordBytes.State state(ConnectionRecord record) {
        return new RecordBytes.State(
                record.node(),
                record.endedAt(),
                record.bytesUp(),
                record.bytesDown(),
                record.endReason());
    }
}
