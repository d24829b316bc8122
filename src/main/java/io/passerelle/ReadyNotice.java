package io.passerelle;

import io.passerelle.network.GatewaySettings;
import io.passerelle.sessions.SessionsSettings;
import io.passerelle.simulator.Demo;
import io.passerelle.simulator.DemoEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever started Passerelle that it is ready, where everything is, and how to sign in. */
@Component
class ReadyNotice {

    private final WebSettings web;
    private final GatewaySettings gateway;
    private final SessionsSettings sessions;
    private final FirstAccount firstAccount;
    private final Demo demo;
    private final DemoEnvironment environment;

    ReadyNotice(
            WebSettings web,
            GatewaySettings gateway,
            SessionsSettings sessions,
            FirstAccount firstAccount,
            Demo demo,
            DemoEnvironment environment) {
        this.web = web;
        this.gateway = gateway;
        this.sessions = sessions;
        this.firstAccount = firstAccount;
        this.demo = demo;
        this.environment = environment;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) throws IOException {
        String url = url(event);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                "Passerelle is ready after "
                        + seconds(Objects.requireNonNullElse(event.getTimeTaken(), Duration.ZERO))
                        + " s.");
        lines.add("");
        lines.add("  Portal     " + url);
        lines.add("  REST API   " + url + "/api/v1/   described at " + url + "/api/docs");
        lines.add("  Outside    " + url + "/health   /ready   /metrics");
        lines.add("");
        lines.addAll(services());
        if (demo.isLoaded()) {
            Path file = environment.write(url);
            lines.addAll(demo.notice(file));
        } else {
            lines.addAll(firstSignIn());
        }
        lines.add("");
        System.out.println(String.join(System.lineSeparator(), lines));
    }

    private List<String> services() {
        String address = gateway.address().getHostAddress();
        return List.of(
                "  RADIUS     "
                        + address
                        + "   UDP "
                        + at(1812)
                        + " authentication, "
                        + at(1813)
                        + " accounting"
                        + (sessions.radSec() == null ? "" : "; RadSec TCP " + at(2083)),
                "  Routes     "
                        + address
                        + "   TCP "
                        + at(4001)
                        + "–"
                        + at(4010)
                        + ", "
                        + at(80)
                        + " HTTP, "
                        + at(443)
                        + " HTTPS, "
                        + at(1883)
                        + " MQTT, "
                        + at(8883)
                        + " MQTT over TLS");
    }

    private List<String> firstSignIn() {
        Optional<String> password = firstAccount.makeIfNone();
        return password.isEmpty()
                ? List.of()
                : List.of(
                        "",
                        "  First sign-in   " + FirstAccount.LOGIN + " / " + password.get(),
                        "                  shown this once: write it down, it is kept nowhere in clear");
    }

    private int at(int port) {
        return port + gateway.portShift();
    }

    // A port of 0 is any free one: only the server knows which.
    private String url(ApplicationReadyEvent event) {
        if (web.port() == 0
                && event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            return web.url().replaceFirst(":0$", ":" + context.getWebServer().getPort());
        }
        return web.url();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }
}
