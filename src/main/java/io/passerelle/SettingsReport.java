package io.passerelle;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/** Says which settings are refused, in place of the stack trace that other failed starts get. */
final class SettingsReport implements SpringBootExceptionReporter {

    SettingsReport(ConfigurableApplicationContext context) {
        // the shape spring.factories asks for
    }

    @Override
    public boolean reportException(Throwable failure) {
        if (failure instanceof SettingsRefused) {
            System.err.println(failure.getMessage());
            return true;
        }
        return false;
    }
}
