package io.passerelle.routing;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.foundation.Addresses;
import io.passerelle.network.Outlet;
import io.passerelle.network.Trial;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Opens a TCP connection, or does a TLS handshake, and closes it. Certificates are not judged: the
 * question is whether the server serves, and the terminals judge for themselves.
 */
final class SocketProbe implements Probe {

    private final Supplier<Duration> timeout;
    private final Trial trial;
    private final SSLContext tls;

    /**
     * @param timeout how long each step may take; asked at every probe
     * @param trial reaches servers by egress links, which the JDK's sockets cannot be bound to
     */
    SocketProbe(Supplier<Duration> timeout, Trial trial) {
        this.timeout = timeout;
        this.trial = trial;
        try {
            tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new AnyCertificate()}, new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no TLS", e);
        }
    }

    @Override
    public AttemptOutcome probe(
            InetSocketAddress address, Outlet outlet, String host, HealthCheck check) {
        return outlet.equals(Outlet.DEFAULT)
                ? probe(address, host, check)
                : probeBy(outlet, address, host, check);
    }

    private AttemptOutcome probeBy(
            Outlet outlet, InetSocketAddress address, String host, HealthCheck check) {
        try {
            trial.run(
                    address,
                    outlet,
                    timeout.get(),
                    check == HealthCheck.TLS ? engine(host, address.getPort()) : null);
            return AttemptOutcome.CONNECTED;
        } catch (IOException e) {
            return AttemptOutcome.of(e);
        }
    }

    private SSLEngine engine(String host, int port) {
        SSLEngine engine = tls.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(asking(host, engine.getSSLParameters()));
        return engine;
    }

    private AttemptOutcome probe(InetSocketAddress address, String host, HealthCheck check) {
        try (Socket socket = new Socket()) {
            int timeoutMillis = Math.toIntExact(timeout.get().toMillis());
            socket.connect(address, timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            if (check == HealthCheck.TLS) {
                handshake(socket, host, address.getPort());
            }
            return AttemptOutcome.CONNECTED;
        } catch (IOException e) {
            return AttemptOutcome.of(e);
        }
    }

    private void handshake(Socket socket, String host, int port) throws IOException {
        try (SSLSocket secured =
                (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, false)) {
            secured.setSSLParameters(asking(host, secured.getSSLParameters()));
            secured.startHandshake();
        }
    }

    /** Asks for the server by its name, where it has one that TLS can say. */
    private static SSLParameters asking(String host, SSLParameters parameters) {
        if (Addresses.parse(host).isEmpty() && host.indexOf('_') < 0) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        return parameters;
    }

    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
