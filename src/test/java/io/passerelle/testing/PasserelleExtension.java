package io.passerelle.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one Passerelle that all of them share, started by the first and stopped after the
 * last: as constructor or method parameter {@link RunningPasserelle} or {@link TestOperator}. The
 * launcher's session is what lasts as long as the process: of two processes that run tests at a
 * time, each is given one class after the other, and every class is a run of its own.
 */
public final class PasserelleExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace SHARED =
            ExtensionContext.Namespace.create(PasserelleExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningPasserelle.class || type == TestOperator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared =
                context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, SHARED)
                        .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        return parameter.getParameter().getType() == TestOperator.class
                ? shared.operator
                : shared.passerelle;
    }

    /** Closed by JUnit at the end of the process. */
    private record Shared(RunningPasserelle passerelle, TestOperator operator)
            implements AutoCloseable {

        static Shared start() {
            RunningPasserelle passerelle =
                    RunningPasserelle.start(
                            "--passerelle.network.proxy-protocol-from=" + LoadBalancer.NETWORK,
                            "--passerelle.webhooks.allow-http=true");
            TestOperator operator = TestOperator.of(passerelle);
            operator.knowsNas("127.0.0.1/32"); // where radclient's packets come from
            operator.opensAccessPoint(TestSim.ACCESS_POINT, "127.80.0.0/16");
            return new Shared(passerelle, operator);
        }

        @Override
        public void close() {
            passerelle.close();
        }
    }
}
