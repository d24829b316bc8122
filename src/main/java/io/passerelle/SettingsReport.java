package io.passerelle;

import io.passerelle.store.StoreMissing;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Says which settings are refused, or that the database is missing, in place of the stack trace
 * that other failed starts get.
 */
final class SettingsReport implements SpringBootExceptionReporter {

    SettingsReport(ConfigurableApplicationContext context) {
        // the shape spring.factories asks for
    }

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SettingsRefused || t instanceof StoreMissing) {
                System.err.println(t.getMessage());
                return true;
            }
        }
        return false;
    }
}
