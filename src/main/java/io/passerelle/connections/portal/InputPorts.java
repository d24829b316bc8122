package io.passerelle.connections.portal;

import io.passerelle.portal.Choice;
import java.util.List;
import java.util.stream.IntStream;

/** The gateway's ports for terminals (M2M-20), without the shift. */
final class InputPorts {

    private InputPorts() {}

    static List<Choice> choices() {
        return IntStream.concat(
                        IntStream.of(80, 443, 1883, 8883), IntStream.rangeClosed(4001, 4010))
                .mapToObj(Integer::toString)
                .map(port -> new Choice(port, port))
                .toList();
    }
}
