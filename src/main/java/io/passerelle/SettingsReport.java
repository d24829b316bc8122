package io.passerelle;

import io.passerelle.store.DataInUse;
import io.passerelle.store.StoreMissing;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Says which settings are refused, that the database is missing or that the data are in use, in
 * place of the stack trace that other failed starts get.
 */
final class SettingsReport implements SpringBootExceptionReporter {

    SettingsReport(ConfigurableApplicationContext context) {
        // the shape spring.factories asks for
    }

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SettingsRefused
                    || t instanceof StoreMissing
                    || t instanceof DataInUse) {
                System.err.println(t.getMessage());
                return true;
            }
        }
        return false;
    }
}
