package io.passerelle.browser;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Portal} and the one {@link Town} that all browser tests of a process
 * share.
 */
final class PortalExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace SHARED =
            ExtensionContext.Namespace.create(PortalExtension.class);
    private static final double PATIENCE_MILLIS = 20_000;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Portal.class || type == Town.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared =
                context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, SHARED)
                        .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        return parameter.getParameter().getType() == Town.class ? shared.town : shared.portal;
    }

    /** Closed by JUnit at the end of the process. */
    private record Shared(Portal portal, Town town) implements AutoCloseable {

        static Shared start() {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            // a test's web hook target speaks no TLS
            Portal portal = Portal.startWith("--passerelle.webhooks.allow-http=true");
            try {
                return new Shared(portal, Town.in(portal));
            } catch (RuntimeException | AssertionError e) {
                portal.close();
                throw e;
            }
        }

        @Override
        public void close() {
            portal.close();
        }
    }
}
