package io.passerelle.sims;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Iccid;
import io.passerelle.foundation.Imsi;
import io.passerelle.foundation.Msisdn;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the fields of one line after the other, as far as a line alone can tell. */
final class SimLineReader {

    private static final int LONGEST_LABEL = 120;
    private static final int LONGEST_TAGS = SimTags.AT_MOST * (SimTags.LONGEST + 2);
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_ACCESS_POINT = 100;
    private static final int LONGEST_USER_NAME = 200;
    private static final int LONGEST_PASSWORD = 128; // RFC 2865 section 5.2

    private final SimHeader header;
    private final SimFileRules rules;
    private final LineFields line;

    SimLineReader(SimHeader header, SimFileRules rules, ProblemList problems) {
        this.header = header;
        this.rules = rules;
        this.line = new LineFields(header.width(), problems);
    }

    /** The line's card, also when some field is faulty; empty when it does not even name a card. */
    Optional<SimLine> read(long number, List<String> cells) {
        if (!line.begin(number, cells)) {
            return Optional.empty();
        }
        String iccid = iccid();
        // Every field is read even without an ICCID: one report tells all there is to mend. Whether
        // the line is sound is known, and asked, last.
        var card =
                new SimLine(
                        number,
                        iccid == null ? "" : iccid,
                        number(
                                SimColumn.MSISDN,
                                "msisdn.bad",
                                t -> Msisdn.parse(t).map(Msisdn::value)),
                        number(SimColumn.IMSI, "imsi.bad", t -> Imsi.parse(t).map(Imsi::value)),
                        either(words(SimColumn.OPERATOR, LONGEST_NAME), rules.operator()),
                        either(words(SimColumn.GROUP, LONGEST_NAME), rules.group()),
                        printable(SimColumn.ACCESS_POINT, LONGEST_ACCESS_POINT),
                        words(SimColumn.LABEL, LONGEST_LABEL),
                        optional(printable(SimColumn.USER_NAME, LONGEST_USER_NAME)),
                        optional(printable(SimColumn.PASSWORD, LONGEST_PASSWORD)),
                        address(),
                        status(),
                        kind(),
                        tags(),
                        line.isSound());
        if (card.staticAddress() != null && !card.status().keepsAddress()) {
            fault(SimColumn.STATIC_ADDRESS, "sim.address.status", card.status().name());
            card = card.unsound();
        }
        if (!fitsKind(card)) {
            card = card.unsound();
        }
        return iccid == null ? Optional.empty() : Optional.of(card);
    }

    private @Nullable String iccid() {
        String text = text(SimColumn.ICCID);
        if (text.isEmpty()) {
            fault(SimColumn.ICCID, "required");
            return null;
        }
        String found = number(SimColumn.ICCID, "iccid.bad", t -> Iccid.parse(t).map(Iccid::value));
        if (found != null && !new Iccid(found).hasValidCheckDigit()) {
            line.oddity(SimColumn.ICCID.field(), "import.luhn", found);
        }
        return found;
    }

    private @Nullable String number(
            SimColumn column, String code, Function<String, Optional<String>> parser) {
        return line.number(column.field(), text(column), code, parser);
    }

    private String words(SimColumn column, int longest) {
        return line.words(column.field(), text(column), longest);
    }

    private String printable(SimColumn column, int longest) {
        return line.printable(column.field(), text(column), longest);
    }

    private String text(SimColumn column) {
        return header.text(line.cells(), column);
    }

    private @Nullable InetAddress address() {
        String text = text(SimColumn.STATIC_ADDRESS);
        if (text.isEmpty()) {
            return null;
        }
        Optional<InetAddress> address = Addresses.parse(text);
        if (address.isEmpty()) {
            fault(SimColumn.STATIC_ADDRESS, "address.bad", LineFields.shown(text));
        } else if (address.get().isAnyLocalAddress() || address.get().isMulticastAddress()) {
            fault(SimColumn.STATIC_ADDRESS, "import.address.host", LineFields.shown(text));
        }
        return address.orElse(null);
    }

    private List<String> tags() {
        List<String> tags = SimTags.split(printable(SimColumn.TAGS, LONGEST_TAGS));
        Optional<FieldError> mistake = SimTags.mistake("tags", tags);
        mistake.ifPresent(
                error -> fault(SimColumn.TAGS, error.code(), error.arguments().toArray()));
        return mistake.isPresent() ? List.of() : tags;
    }

    /** Who signs on at the mobile operator's access point has neither one here nor an address. */
    private boolean fitsKind(SimLine card) {
        if (card.kind().passesHere()) {
            return true;
        }
        if (!card.accessPoint().isEmpty()) {
            fault(SimColumn.ACCESS_POINT, "sim.public.access-point");
        }
        if (card.staticAddress() != null) {
            fault(SimColumn.STATIC_ADDRESS, "sim.public.address");
        }
        return card.accessPoint().isEmpty() && card.staticAddress() == null;
    }

    private SimKind kind() {
        String text = text(SimColumn.KIND);
        if (text.isEmpty()) {
            return SimKind.PRIVATE;
        }
        Optional<SimKind> kind = SimKind.named(text);
        if (kind.isEmpty()) {
            fault(SimColumn.KIND, "import.kind", LineFields.shown(text));
        }
        return kind.orElse(SimKind.PRIVATE);
    }

    private SimStatus status() {
        String text = text(SimColumn.STATUS);
        if (text.isEmpty()) {
            return rules.status();
        }
        Optional<SimStatus> status = StatusWords.status(text);
        if (status.isEmpty()) {
            fault(SimColumn.STATUS, "import.status", LineFields.shown(text));
        }
        return status.orElse(SimStatus.ACTIVE);
    }

    private void fault(SimColumn column, String code, Object... arguments) {
        line.fault(column.field(), code, arguments);
    }

    private static String either(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static @Nullable String optional(String text) {
        return text.isEmpty() ? null : text;
    }
}
