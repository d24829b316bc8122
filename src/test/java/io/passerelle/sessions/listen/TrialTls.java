package io.passerelle.sessions.listen;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;

/** A TLS client with certificates of {@code TrialCertificates}. */
final class TrialTls {

    private static final int PATIENCE_MILLIS = 10_000;

    private TrialTls() {}

    static SSLSocket connect(Path folder, String client, int port) throws Exception {
        var context =
                (JdkSslContext)
                        SslContextBuilder.forClient()
                                .sslProvider(SslProvider.JDK)
                                .trustManager(folder.resolve("ca.pem").toFile())
                                .keyManager(
                                        folder.resolve(client + ".pem").toFile(),
                                        folder.resolve(client + ".key").toFile())
                                .build();
        var socket =
                (SSLSocket)
                        context.context()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}
