package io.passerelle.sessions.listen;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.passerelle.foundation.Reloadable;
import io.passerelle.foundation.SteadyClock;
import io.passerelle.network.EventLoops;
import io.passerelle.network.GatewaySettings;
import io.passerelle.sessions.Accounting;
import io.passerelle.sessions.Authenticator;
import io.passerelle.sessions.NasDirectory;
import io.passerelle.sessions.SessionsSettings;
import io.passerelle.sessions.SessionsSettings.RadSec;
import io.passerelle.sessions.TrialCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Opens and closes the doors of RADIUS: UDP 1812 and 1813, and TCP 2083 where it is set up. */
@Component
final class RadiusServer implements SmartLifecycle, Reloadable<SessionsSettings> {

    /** After every snapshot was loaded, before terminals are let in. */
    static final int PHASE = -100;

    private static final Logger LOG = LoggerFactory.getLogger(RadiusServer.class);

    /** How long the answers to what was taken may take when the server stops. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

    private static final Set<String> RADSEC_FILES =
            Set.of(
                    "passerelle.sessions.radsec.certificate",
                    "passerelle.sessions.radsec.key",
                    "passerelle.sessions.radsec.authorities");

    private static final int AUTH_PORT = 1812;
    private static final int ACCT_PORT = 1813;
    private static final int RADSEC_PORT = 2083;

    private final SessionsSettings settings;
    private final GatewaySettings gateway;
    private final EventLoops loops;
    private final NasDirectory directory;
    private final RadiusMetrics metrics;
    private final NasShares shares;
    private final RequestHandler handler;
    private volatile @Nullable RadSecDoor radSec;
    private final List<Channel> channels = new CopyOnWriteArrayList<>();

    RadiusServer(
            SessionsSettings settings,
            GatewaySettings gateway,
            EventLoops loops,
            NasDirectory directory,
            Authenticator authenticator,
            Accounting accounting,
            MeterRegistry meters) {
        this.settings = settings;
        this.gateway = gateway;
        this.loops = loops;
        this.directory = directory;
        this.shares = new NasShares(settings.radius());
        this.metrics = new RadiusMetrics(meters, shares, directory.strangers());
        this.handler =
                new RequestHandler(
                        directory,
                        authenticator,
                        accounting,
                        metrics,
                        shares,
                        SteadyClock.ofTheProcess());
    }

    @Override
    public void start() {
        open(Door.AUTH, gateway.socket(AUTH_PORT));
        open(Door.ACCT, gateway.socket(ACCT_PORT));
        RadSec files = settings.radSec();
        if (files == null) {
            LOG.atInfo()
                    .addKeyValue("reason", "passerelle.sessions.radsec.certificate is not set")
                    .log("RadSec is off");
        } else {
            openRadSec(files, gateway.socket(RADSEC_PORT));
        }
    }

    private void open(Door door, InetSocketAddress address) {
        channels.add(new UdpDoor(door, directory, handler, metrics).open(loops, address));
        opened(door, address);
    }

    private void openRadSec(RadSec files, InetSocketAddress address) {
        try {
            if (files.madeIn() != null) {
                TrialCertificates.madeIn(files.madeIn(), address.getAddress(), RadSec.TRIAL_CLIENT);
            }
            var door =
                    new RadSecDoor(
                            RadSecDoor.tls(files),
                            settings.radius(),
                            directory,
                            handler,
                            metrics,
                            shares);
            channels.add(door.open(loops, address));
            radSec = door;
            opened(Door.RADSEC, address);
        } catch (IOException e) {
            throw new UncheckedIOException("RadSec cannot use its certificates", e);
        }
    }

    private static void opened(Door door, InetSocketAddress address) {
        LOG.atInfo()
                .addKeyValue("door", door.key())
                .addKeyValue("address", address.getAddress().getHostAddress())
                .addKeyValue("port", address.getPort())
                .log("RADIUS listens");
    }

    @Override
    public Class<SessionsSettings> type() {
        return SessionsSettings.class;
    }

    /** The files of a door that is open, and what they hold. */
    @Override
    public boolean takes(String key) {
        return radSec != null
                && settings.radSec() != null
                && settings.radSec().madeIn() == null
                && RADSEC_FILES.contains(key);
    }

    @Override
    public Runnable prepare(SessionsSettings next) {
        RadSecDoor door = radSec;
        RadSec files = next.radSec();
        if (door == null || files == null) {
            return () -> {};
        }
        try {
            SslContext tls = RadSecDoor.tls(files);
            return () -> door.renew(tls);
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "passerelle.sessions.radsec.certificate: the files do not hold a certificate, its"
                            + " key and authorities: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Takes no more, answers what was taken, and closes. */
    @Override
    public void stop() {
        channels.forEach(channel -> channel.config().setAutoRead(false));
        awaitAnswers();
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
        channels.clear();
    }

    private void awaitAnswers() {
        long end = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (handler.unanswered() > 0 && System.nanoTime() - end < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        LOG.atInfo().addKeyValue("unanswered", handler.unanswered()).log("RADIUS stops");
    }

    @Override
    public boolean isRunning() {
        return !channels.isEmpty();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
