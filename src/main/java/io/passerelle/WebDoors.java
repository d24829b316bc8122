package io.passerelle;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * The ports of the web server: the one of portal and API, whose connections are shared fairly, and
 * if wanted one of its own for those who ask whether Passerelle lives, which no crowd at the other
 * can fill.
 */
@Component
final class WebDoors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final int HEALTH_CONNECTIONS = 64;
    private static final int HEALTH_PATIENCE_MILLIS = 5_000;

    private final WebSettings web;
    private final WebLimits limits;

    WebDoors(WebSettings web, WebLimits limits) {
        this.web = web;
        this.limits = limits;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(FairHttp.class.getName());
        if (limits.healthPort() > 0) {
            factory.addAdditionalConnectors(health());
        }
    }

    private Connector health() {
        var protocol = new FairHttp();
        protocol.setAddress(web.address());
        protocol.setMaxConnections(HEALTH_CONNECTIONS);
        protocol.setConnectionTimeout(HEALTH_PATIENCE_MILLIS);
        protocol.setKeepAliveTimeout(HEALTH_PATIENCE_MILLIS);
        ((AbstractProtocol<?>) protocol).setExecutor(new VirtualThreadExecutor("health-"));
        var connector = new Connector(protocol);
        connector.setPort(limits.healthPort());
        return connector;
    }
}
