package io.passerelle.sessions.listen;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The names a certificate gives its holder (RFC 6614 section 2.3): alternative names, then CN. */
final class CertificateNames {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private CertificateNames() {}

    static List<String> of(Certificate certificate) {
        List<String> names = new ArrayList<>();
        if (certificate instanceof X509Certificate x509) {
            addAlternative(names, x509);
            addCommon(names, x509);
        }
        return names;
    }

    private static void addAlternative(List<String> names, X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives == null) {
                return;
            }
            for (List<?> alternative : alternatives) {
                Object kind = alternative.get(0);
                if (kind.equals(DNS_NAME) || kind.equals(IP_ADDRESS)) {
                    names.add(alternative.get(1).toString());
                }
            }
        } catch (CertificateParsingException e) {
            // Unreadable names are no names: the common name may still be one.
        }
    }

    private static void addCommon(List<String> names, X509Certificate certificate) {
        try {
            for (Rdn part :
                    new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    names.add(part.getValue().toString());
                }
            }
        } catch (InvalidNameException e) {
            // A subject without a readable name has none.
        }
    }
}
