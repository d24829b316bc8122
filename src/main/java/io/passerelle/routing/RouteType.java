package io.passerelle.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a route carries, said by its input port (SPEC M2M-20, M2M-21). All of it transparently. */
public enum RouteType {
    /** Any TCP, ports 4001 to 4010. */
    DEFAULT(IntStream.rangeClosed(4001, 4010).boxed().toList()),
    /** Port 80. */
    HTTP(List.of(80)),
    /** Port 443. */
    HTTPS(List.of(443)),
    /** Port 1883. */
    MQTT(List.of(1883)),
    /** MQTT over TLS, port 8883. */
    MQTTS(List.of(8883));

    private final List<Integer> ports;

    RouteType(List<Integer> ports) {
        this.ports = ports;
    }

    /** The input ports of this type, without the shift. */
    public List<Integer> ports() {
        return ports;
    }

    /** The type an input port belongs to; empty when routes have no such port. */
    public static Optional<RouteType> ofPort(int port) {
        return Arrays.stream(values()).filter(type -> type.ports.contains(port)).findFirst();
    }

    /** Every input port a route may have, without the shift, in ascending order. */
    public static List<Integer> inputPorts() {
        return Arrays.stream(values()).flatMap(type -> type.ports.stream()).sorted().toList();
    }
}
