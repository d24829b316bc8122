package io.passerelle.simulator.listen;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate of the simulated TLS servers, made at every start, and what terminals need to
 * believe it. It never leaves the process.
 */
final class DemoTls {

    private static final char[] NO_PASSWORD = new char[0];
    private static final Duration VALID = Duration.ofDays(365);

    private final SSLContext context;

    private DemoTls(SSLContext context) {
        this.context = context;
    }

    /** A new key and certificate. */
    static DemoTls make() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = selfSigned(pair);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "demo", pair.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate});
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("demo", certificate);
            return new DemoTls(context(store, trusted));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("no certificate for the simulated servers", e);
        }
    }

    /** Sockets of both sides: servers show the certificate, terminals trust it and no other. */
    SSLContext context() {
        return context;
    }

    private static SSLContext context(KeyStore store, KeyStore trusted)
            throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, NO_PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static X509Certificate selfSigned(KeyPair pair)
            throws OperatorCreationException, GeneralSecurityException {
        Instant now = Instant.now();
        var name = new X500Name("CN=servers.demo.passerelle.example");
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(now.toEpochMilli()),
                        Date.from(now.minus(Duration.ofMinutes(5))),
                        Date.from(now.plus(VALID)),
                        name,
                        pair.getPublic());
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
