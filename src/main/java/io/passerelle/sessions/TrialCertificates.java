package io.passerelle.sessions;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * Certificates to try RadSec with: an authority of one's own, a server's and clients'. For the demo
 * and for tests; in production both sides bring theirs.
 */
public final class TrialCertificates {

    private static final Duration LASTS = Duration.ofDays(3650);
    private static final String AUTHORITY = "Passerelle trial authority";

    private final KeyPair keys;
    private final X509CertificateHolder authority;
    private final SecureRandom random = new SecureRandom();

    /** Makes an authority. */
    public TrialCertificates() {
        this.keys = newKeys();
        this.authority = build(AUTHORITY, List.of(), keys, true);
    }

    /**
     * A certificate and its key as PEM.
     *
     * @param certificate X.509
     * @param key PKCS #8, without a password
     */
    public record Pem(String certificate, String key) {
        /** Without the key. */
        @Override
        public String toString() {
            return "Pem";
        }
    }

    /** The authority's certificate as PEM. */
    public String authorityPem() {
        return pem("CERTIFICATE", encoded(authority));
    }

    /**
     * A certificate for a server and client of that name.
     *
     * @param addresses alternative names beside the name itself
     */
    public Pem issue(String name, List<InetAddress> addresses) {
        KeyPair holder = newKeys();
        X509CertificateHolder certificate = build(name, addresses, holder, false);
        return new Pem(
                pem("CERTIFICATE", encoded(certificate)),
                pem("PRIVATE KEY", holder.getPrivate().getEncoded()));
    }

    /**
     * Makes {@code ca.pem}, {@code server.pem}, {@code server.key}, {@code client.pem} and {@code
     * client.key} in a folder, unless they are there.
     *
     * @param serverAddress where the server listens
     * @param clientName the name in the client's certificate
     */
    public static void madeIn(Path folder, InetAddress serverAddress, String clientName)
            throws IOException {
        if (Files.exists(folder.resolve("server.key"))) {
            return;
        }
        Files.createDirectories(folder);
        var made = new TrialCertificates();
        Files.writeString(folder.resolve("ca.pem"), made.authorityPem());
        write(folder, "client", made.issue(clientName, List.of()));
        write(folder, "server", made.issue("radsec", List.of(serverAddress)));
    }

    private static void write(Path folder, String name, Pem pem) throws IOException {
        Files.writeString(folder.resolve(name + ".pem"), pem.certificate());
        Path key = folder.resolve(name + ".key");
        Files.deleteIfExists(key);
        Files.createFile(
                key,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, pem.key());
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has the curve
        }
    }

    private X509CertificateHolder build(
            String name, List<InetAddress> addresses, KeyPair holder, boolean isAuthority) {
        Instant now = Instant.now();
        var subject = new X500Principal("CN=" + name);
        var builder =
                new JcaX509v3CertificateBuilder(
                        new X500Principal("CN=" + AUTHORITY),
                        new BigInteger(127, random),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(LASTS)),
                        subject,
                        holder.getPublic());
        try {
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(isAuthority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
            if (!isAuthority) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(
                                new KeyPurposeId[] {
                                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                                }));
                builder.addExtension(
                        Extension.subjectAlternativeName, false, names(name, addresses));
            }
            return builder.build(signer(keys.getPrivate()));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e); // nothing here depends on the machine
        }
    }

    private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    }

    private static GeneralNames names(String name, List<InetAddress> addresses) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, name));
        addresses.forEach(
                a -> names.add(new GeneralName(GeneralName.iPAddress, a.getHostAddress())));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static byte[] encoded(X509CertificateHolder certificate) {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e); // it was built in memory
        }
    }

    private static String pem(String kind, byte[] bytes) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(new PemObject(kind, bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e); // it is written to memory
        }
        return text.toString();
    }
}
