package io.passerelle.usage;

import io.passerelle.sims.wire.Fields;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The columns of a file of invoice records, by the names people give them. */
enum InvoiceColumn {
    ICCID("iccid", Set.of("sim", "simnumber", "nsim", "nosim", "numerosim", "carte", "cartesim")),
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
                    "numerodappel",
                    "ligne")),
    FROM(
            "period_from",
            Set.of(
                    "from",
                    "start",
                    "startdate",
                    "periodstart",
                    "du",
                    "debut",
                    "datedebut",
                    "debutperiode",
                    "debutdeperiode",
                    "periodedu",
                    "periodedebut")),
    TO(
            "period_to",
            Set.of(
                    "to",
                    "until",
                    "end",
                    "enddate",
                    "periodend",
                    "au",
                    "fin",
                    "datefin",
                    "finperiode",
                    "findeperiode",
                    "periodeau",
                    "periodefin")),
    UP(
            "bytes_up",
            Set.of(
                    "up",
                    "upload",
                    "uplink",
                    "octetsup",
                    "bytesreceived",
                    "octetsmontants",
                    "octetsrecus",
                    "voiemontante",
                    "volumemontant")),
    DOWN(
            "bytes_down",
            Set.of(
                    "down",
                    "download",
                    "downlink",
                    "octetsdown",
                    "bytessent",
                    "octetsdescendants",
                    "octetsenvoyes",
                    "voiedescendante",
                    "volumedescendant")),
    LABEL("label", Set.of("libelle", "designation", "description", "comment", "commentaire"));

    private final String field;
    private final Set<String> otherNames;

    InvoiceColumn(String field, Set<String> otherNames) {
        this.field = field;
        this.otherNames = otherNames;
    }

    /** The name a report uses. */
    String field() {
        return field;
    }

    /** The column of a header cell; case, accents, spaces and signs do not count. */
    static Optional<InvoiceColumn> named(String header) {
        return Arrays.stream(values())
                .filter(column -> Fields.means(header, column.field, column.otherNames))
                .findFirst();
    }
}
