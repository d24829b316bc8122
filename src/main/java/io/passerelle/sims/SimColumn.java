package io.passerelle.sims;

import io.passerelle.sims.wire.Fields;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The columns of a file of SIM cards, by the names people give them in English and in French. */
enum SimColumn {
    ICCID("iccid", Set.of("sim", "simnumber", "nsim", "nosim", "numerosim", "iccd")),
    MSISDN(
            "msisdn",
            Set.of(
                    "phone",
                    "phonenumber",
                    "telephone",
                    "telephonenumber",
                    "ntelephone",
                    "numerotelephone",
                    "numerodetelephone",
                    "nappel",
                    "numerodappel")),
    IMSI("imsi", Set.of()),
    OPERATOR("operator", Set.of("operateur")),
    GROUP("group", Set.of("groupe")),
    ACCESS_POINT("access_point", Set.of("apn", "pointdacces", "accesspointname")),
    LABEL("label", Set.of("libelle")),
    USER_NAME(
            "user_name", Set.of("user", "login", "identifiant", "nomdutilisateur", "utilisateur")),
    PASSWORD("password", Set.of("motdepasse")),
    STATIC_ADDRESS(
            "static_address",
            Set.of(
                    "address",
                    "ip",
                    "ipaddress",
                    "staticip",
                    "adresse",
                    "adresseip",
                    "adressefixe",
                    "adresseipfixe",
                    "ipfixe")),
    STATUS("status", Set.of("statut", "etat")),
    KIND("kind", Set.of("type", "nature", "apntype", "typedapn", "typeapn", "internet")),
    TAGS("tags", Set.of("tag", "etiquettes", "etiquette"));

    private final String field;
    private final Set<String> otherNames;

    SimColumn(String field, Set<String> otherNames) {
        this.field = field;
        this.otherNames = otherNames;
    }

    /** The name a report uses. */
    String field() {
        return field;
    }

    /** The column of a header cell; case, accents, spaces and signs do not count. */
    static Optional<SimColumn> named(String header) {
        return Arrays.stream(values())
                .filter(column -> Fields.means(header, column.field, column.otherNames))
                .findFirst();
    }

    /** Letters and digits only, lower case, without accents. */
    static String plain(String text) {
        return Fields.plain(text);
    }
}
