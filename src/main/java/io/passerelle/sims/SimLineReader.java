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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the fields of one line after the other, as far as a line alone can tell. */
final class SimLineReader {

    private static final int LONGEST_LABEL = 120;
    private static final int LONGEST_TAGS = SimTags.AT_MOST * (SimTags.LONGEST + 2);
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_ACCESS_POINT = 100;
    private static final int LONGEST_USER_NAME = 200;
    private static final int LONGEST_PASSWORD = 128; // RFC 2865 section 5.2

    /** What a spreadsheet makes of a long number: the digits behind are lost. */
    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9][.,]?[0-9]*[eE]\\+?[0-9]+");

    private final SimHeader header;
    private final SimFileRules rules;
    private final ProblemList problems;
    private long line;
    private boolean sound;
    private List<String> fields = List.of();

    SimLineReader(SimHeader header, SimFileRules rules, ProblemList problems) {
        this.header = header;
        this.rules = rules;
        this.problems = problems;
    }

    /** The line's card, also when some field is faulty; empty when it does not even name a card. */
    Optional<SimLine> read(long number, List<String> cells) {
        line = number;
        sound = true;
        fields = cells;
        if (cells.size() != header.width()) {
            problems.add(
                    ImportProblem.ofFile(number, "import.width", cells.size(), header.width()));
            return Optional.empty();
        }
        String iccid = iccid();
        // Every field is read even without an ICCID: one report tells all there is to mend. Whether
        // the
        // line is sound is known, and asked, last.
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
                        sound);
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
        String text = header.text(fields, SimColumn.ICCID);
        if (text.isEmpty()) {
            fault(SimColumn.ICCID, "required");
            return null;
        }
        String found = number(SimColumn.ICCID, "iccid.bad", t -> Iccid.parse(t).map(Iccid::value));
        if (found != null && !new Iccid(found).hasValidCheckDigit()) {
            problems.add(ImportProblem.warning(line, SimColumn.ICCID, "import.luhn", found));
        }
        return found;
    }

    private @Nullable String number(
            SimColumn column, String code, Function<String, Optional<String>> parser) {
        String text = header.text(fields, column);
        if (text.isEmpty()) {
            return null;
        }
        if (SCIENTIFIC.matcher(text).matches()) {
            fault(column, "import.spreadsheet", text);
            return null;
        }
        Optional<String> value = parser.apply(text);
        if (value.isEmpty()) {
            fault(column, code, shown(text));
        }
        return value.orElse(null);
    }

    /** Text that people read: what a spreadsheet would run as a formula does not get in. */
    private String words(SimColumn column, int longest) {
        String text = printable(column, longest);
        if (!text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0) {
            fault(column, "import.formula", shown(text));
        }
        return text;
    }

    private String printable(SimColumn column, int longest) {
        String text = header.text(fields, column);
        if (text.length() > longest) {
            fault(column, "too.long", longest);
            return "";
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            fault(column, "import.control");
            return "";
        }
        return text;
    }

    private @Nullable InetAddress address() {
        String text = header.text(fields, SimColumn.STATIC_ADDRESS);
        if (text.isEmpty()) {
            return null;
        }
        Optional<InetAddress> address = Addresses.parse(text);
        if (address.isEmpty()) {
            fault(SimColumn.STATIC_ADDRESS, "address.bad", shown(text));
        } else if (address.get().isAnyLocalAddress() || address.get().isMulticastAddress()) {
            fault(SimColumn.STATIC_ADDRESS, "import.address.host", shown(text));
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
        String text = header.text(fields, SimColumn.KIND);
        if (text.isEmpty()) {
            return SimKind.PRIVATE;
        }
        Optional<SimKind> kind = SimKind.named(text);
        if (kind.isEmpty()) {
            fault(SimColumn.KIND, "import.kind", shown(text));
        }
        return kind.orElse(SimKind.PRIVATE);
    }

    private SimStatus status() {
        String text = header.text(fields, SimColumn.STATUS);
        if (text.isEmpty()) {
            return rules.status();
        }
        Optional<SimStatus> status = StatusWords.status(text);
        if (status.isEmpty()) {
            fault(SimColumn.STATUS, "import.status", shown(text));
        }
        return status.orElse(SimStatus.ACTIVE);
    }

    private void fault(SimColumn column, String code, Object... arguments) {
        sound = false;
        problems.add(ImportProblem.of(line, column, code, arguments));
    }

    private static String either(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static @Nullable String optional(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
