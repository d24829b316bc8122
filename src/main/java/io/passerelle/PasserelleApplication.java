package io.passerelle;

import io.passerelle.network.Drain;
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

    /** Runs until the process is told to stop; ends with status 78 when settings are refused. */
    public static void main(String[] arguments) {
        try {
            var context = SpringApplication.run(PasserelleApplication.class, arguments);
            Signals.handle(context.getBean(Drain.class), context.getBean(SettingsReload.class));
        } catch (SettingsRefused refused) {
            System.exit(BAD_SETTINGS);
        } catch (SpringApplication.AbandonedRunException trained) {
            System.exit(0); // a training run ends once everything is built
        } catch (RuntimeException alreadyReported) {
            System.exit(FAILED);
        }
    }
}
