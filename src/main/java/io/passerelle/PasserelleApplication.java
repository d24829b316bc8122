package io.passerelle;

import io.passerelle.network.Drain;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts Passerelle: settings are judged first ({@link SettingsAtStart}), then the modules come up.
 */
@SpringBootApplication
public class PasserelleApplication {

    /** What sysexits.h calls EX_CONFIG. */
    private static final int BAD_SETTINGS = 78;

    private static final int FAILED = 1;

    /** How long after the start people come back who were waiting for it. */
    private static final Duration FIRST_PAGES = Duration.ofSeconds(3);

    /** Runs until the process is told to stop; ends with status 78 when settings are refused. */
    public static void main(String[] arguments) {
        SecondCompiler compiler = SecondCompiler.standBack();
        try {
            var context = SpringApplication.run(PasserelleApplication.class, arguments);
            Signals.handle(context.getBean(Drain.class), context.getBean(SettingsReload.class));
            compiler.goOnAfter(FIRST_PAGES);
        } catch (SettingsRefused refused) {
            System.exit(BAD_SETTINGS);
        } catch (SpringApplication.AbandonedRunException trained) {
            System.exit(0); // a training run ends once everything is built
        } catch (RuntimeException alreadyReported) {
            System.exit(FAILED);
        }
    }
}
