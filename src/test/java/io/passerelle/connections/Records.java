package io.passerelle.connections;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Records of connections for tests. */
public final class Records {

    private static final Instant OPENED = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private Records() {}

    /** One that a destination took, with every value set. */
    public static ConnectionRecord carried(EndReason reason, String destination, int attempts) {
        var attempt =
                new Attempt(
                        destination,
                        Addresses.of("198.51.100.7"),
                        8443,
                        2,
                        AttemptOutcome.CONNECTED,
                        31);
        return new ConnectionRecord(
                Ids.next(),
                OPENED,
                OPENED.plusSeconds(3),
                ConnectionRecord.ROUTE,
                "gateway-7",
                Ids.next(),
                Ids.next(),
                "8933990000999999994123",
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Addresses.of("2001:db8::17"),
                65_535,
                4001,
                destination,
                Addresses.of("198.51.100.7"),
                8443,
                Collections.nCopies(attempts, attempt),
                31,
                1L << 40,
                7,
                reason,
                null,
                1);
    }

    /** One that failed over the first link and was carried by the second. */
    public static ConnectionRecord overLinks(String first, String second) {
        ConnectionRecord plain = carried(EndReason.CLIENT_CLOSED, "pay.example", 2);
        List<Attempt> path =
                List.of(
                        over(plain.path().getFirst(), AttemptOutcome.TIMED_OUT, first),
                        over(plain.path().getLast(), AttemptOutcome.CONNECTED, second));
        return new ConnectionRecord(
                plain.id(),
                plain.openedAt(),
                plain.endedAt(),
                plain.kind(),
                plain.node(),
                plain.organisationId(),
                plain.simId(),
                plain.iccid(),
                plain.groupId(),
                plain.sessionId(),
                plain.routeId(),
                plain.sourceAddress(),
                plain.sourcePort(),
                plain.inputPort(),
                plain.destination(),
                plain.destinationAddress(),
                plain.destinationPort(),
                path,
                plain.connectMillis(),
                plain.bytesUp(),
                plain.bytesDown(),
                plain.endReason(),
                second,
                1);
    }

    private static Attempt over(Attempt attempt, AttemptOutcome outcome, String link) {
        return new Attempt(
                attempt.destination(),
                attempt.address(),
                attempt.port(),
                attempt.priority(),
                outcome,
                attempt.millis(),
                link);
    }

    /** One that still looks for a destination. */
    public static ConnectionRecord dialling() {
        return dialling(Ids.next());
    }

    /** The same with that id. */
    public static ConnectionRecord dialling(UUID id) {
        return new ConnectionRecord(
                id,
                OPENED,
                OPENED,
                ConnectionRecord.ROUTE,
                "gateway-7",
                Ids.next(),
                null,
                "8933",
                null,
                null,
                null,
                Addresses.of("127.80.0.1"),
                1,
                80,
                "",
                null,
                null,
                List.of(),
                null,
                0,
                0,
                EndReason.GATEWAY_FAILED,
                null,
                1);
    }
}
