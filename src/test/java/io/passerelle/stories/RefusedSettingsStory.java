package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.PasserelleApplication;
import io.passerelle.testing.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong settings: the start is refused, once, with the whole list. */
class RefusedSettingsStory {

    @Test
    void wrongSettingsAreAllNamedAndNothingIsStarted(@TempDir Path data) throws Exception {
        Path folder = data.resolve("never-made");
        Process process =
                start(
                        "--passerelle.data=" + folder,
                        "--passerelle.gateway.address=192.168.1.999",
                        "--passerelle.gateway.port-shift=-1",
                        "--passerelle.routing.fall=0",
                        "--passerelle.relay.drain=soon",
                        "--passerelle.colour=blue",
                        "--server.port=123456",
                        "--logging.file.name=" + data.resolve("refused.log"));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(78);
        assertThat(said)
                .contains("passerelle.gateway.address = 192.168.1.999: must be an IP address")
                .contains("passerelle.gateway.port-shift = -1")
                .contains("passerelle.routing.fall = 0")
                .contains("passerelle.relay.drain = soon")
                .contains("passerelle.colour: there is no such setting")
                .contains("server.port = 123456")
                .doesNotContain("Exception");
        assertThat(folder).doesNotExist();
    }

    private static Process start(String... settings) throws IOException {
        List<String> command = new ArrayList<>(ChildJvm.of(256, PasserelleApplication.class));
        command.addAll(List.of(settings));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
