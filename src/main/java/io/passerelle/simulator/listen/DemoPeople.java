package io.passerelle.simulator.listen;

import io.passerelle.simulator.Demo;
import io.passerelle.simulator.DemoPlan;
import io.passerelle.simulator.DemoPlans;
import io.passerelle.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The people of the demo: after its first start they order cards, have some suspended, ask to be
 * told of what goes wrong. They do it over the REST API, so that whoever opens a page finds what
 * really happened.
 */
@Component
final class DemoPeople implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DemoPeople.class);
    private static final int LOOK_MILLIS = 200;
    private static final int LOOKS = 50;

    private final SimulatorSettings settings;
    private final Demo demo;
    private final Environment environment;
    private volatile boolean running;
    private volatile @Nullable Thread work;

    DemoPeople(SimulatorSettings settings, Demo demo, Environment environment) {
        this.settings = settings;
        this.demo = demo;
        this.environment = environment;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = work;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        Integer port = environment.getProperty("local.server.port", Integer.class);
        // a demo without terminals is somebody's measurement
        if (running && demo.isFresh() && settings.terminals() > 0 && port != null) {
            String host = environment.getProperty("server.address", "127.0.0.1");
            work =
                    Thread.ofVirtual()
                            .name("simulated-people")
                            .start(() -> live("http://" + host + ":" + port));
        }
    }

    private void live(String portal) {
        DemoPlan plan = DemoPlans.plan(settings);
        try (HttpClient http = HttpClient.newHttpClient()) {
            new DemoErrands(
                            plan,
                            settings,
                            known(new Caller(http, portal, demo.token(DemoPlan.OPERATOR))),
                            known(new Caller(http, portal, demo.token(DemoPlan.CUSTOMER))),
                            known(new Caller(http, portal, demo.token(DemoPlan.READER))))
                    .run();
            LOG.info("the demo's people have done what they had to do");
        } catch (IOException e) {
            LOG.atInfo().setCause(e).log("the demo's people cannot reach the API");
        } catch (InterruptedException e) {
            LOG.debug("the demo ends before its people are through");
        }
    }

    /** A token is known a moment after it was made. */
    private static Caller known(Caller caller) throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS && !caller.isKnown(); look++) {
            Thread.sleep(LOOK_MILLIS);
        }
        return caller;
    }
}
