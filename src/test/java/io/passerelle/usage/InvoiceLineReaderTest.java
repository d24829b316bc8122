package io.passerelle.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sims.ImportContent;
import io.passerelle.sims.ImportReport;
import io.passerelle.sims.ImportRun;
import io.passerelle.sims.ProblemList;
import io.passerelle.sims.wire.Fields;
import io.passerelle.sims.wire.TextLines;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of invoice records as mobile operators write them, and as they should not. */
class InvoiceLineReaderTest {

    private static final String CARD = "8933010000000000017";
    private static final String HEADER = "iccid;period_from;period_to;bytes_up;bytes_down\n";

    /** Lines kept in memory. */
    private static final class Kept implements ImportContent {

        private final List<InvoiceLine> lines = new ArrayList<>();
        private @Nullable InvoiceLineReader reader;

        @Override
        public Optional<Character> header(String text, long number, ProblemList problems) {
            Optional<InvoiceHeader> header = InvoiceHeader.read(text, number, problems);
            header.ifPresent(read ->
                    reader = new InvoiceLineReader(read, problems, LocalDate.of(2026, 11, 21)));
            return header.map(InvoiceHeader::separator);
        }

        @Override
        public long mostLines() {
            return 10;
        }

        @Override
        public String tooMany() {
            return "import.lines.many";
        }

        @Override
        public boolean line(List<String> fields, long number, ProblemList problems) {
            Optional<InvoiceLine> line = Objects.requireNonNull(reader).read(number, fields);
            line.ifPresent(lines::add);
            return line.isPresent();
        }

        @Override
        public long compare(ProblemList problems) {
            return 0;
        }

        @Override
        public void write(LongConsumer progress) {
            // they are kept already
        }
    }

    private final Kept kept = new Kept();

    private ImportReport read(byte[] file) {
        return new ImportRun(kept, true, progress -> {})
                .report(TextLines.orWindows1252(new ByteArrayInputStream(file)));
    }

    private ImportReport read(String file) {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    iccid;period_from;period_to;bytes_up;bytes_down;label            | ;
                    SIM number,Period from,Period to,Bytes up,Bytes down,Label       | ,
                    N° SIM;Période du;Période au;Octets montants;Octets descendants;Libellé | ;
                    carte;du;au;voie montante;voie descendante;désignation           | ;
                    """)
    void headersInFrenchAndEnglish_inEitherEncoding_withOrWithoutMark(
            String header, String separator) {
        String line = String.join(separator, CARD, "2026-10-01", "2026-10-31", "5", "7", "été");
        String file = header + "\r\n" + line + "\r\n";

        assertThat(read("\ufeff" + file).rejected()).isZero();
        assertThat(read(file.getBytes(Charset.forName("windows-1252"))).rejected()).isZero();

        assertThat(kept.lines)
                .hasSize(2)
                .containsOnly(
                        new InvoiceLine(
                                2,
                                CARD,
                                null,
                                LocalDate.of(2026, 10, 1),
                                LocalDate.of(2026, 10, 31),
                                5,
                                7,
                                "été"));
    }

    @Test
    void headersOfTheTemplates_areRead() {
        var bundles = new io.passerelle.portal.MessageBundles();
        for (String language : List.of("fr", "en")) {
            String header =
                    bundles.getTranslation(
                            "usage.invoiceImport.template.header", java.util.Locale.of(language));
            assertThat(Fields.split(header, Fields.separatorOf(header)))
                    .allMatch(cell -> InvoiceColumn.named(cell).isPresent());
        }
    }

    @Test
    void tabsQuotesOtherColumnsAndGroupedDigits_areRead() {
        ImportReport report =
                read(
                        "MSISDN\tMontant HT\tDu\tAu\tUp\tDown\n"
                                + "+33 7 00 00 00 01\t\"12,50\"\t01/10/2026\t31/10/2026\t1 234 567"
                                + "\t7\u202f000\n");

        assertThat(report.rejected()).isZero();
        assertThat(report.problems())
                .singleElement()
                .satisfies(oddity -> {
                    assertThat(oddity.warning()).isTrue();
                    assertThat(oddity.code()).isEqualTo("invoice.header.unknown");
                });
        InvoiceLine line = kept.lines.getFirst();
        assertThat(line.msisdn()).isEqualTo("33700000001");
        assertThat(line.octetsUp()).isEqualTo(1_234_567);
        assertThat(line.octetsDown()).isEqualTo(7_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    89330A;2026-10-01;2026-10-31;1;1              | 2 iccid iccid.bad
                    8,93E+18;2026-10-01;2026-10-31;1;1            | 2 iccid import.spreadsheet
                    ;2026-10-01;2026-10-31;1;1                    | 2 iccid invoice.card
                    8933010000000000017;;2026-10-31;1;1           | 2 period_from required
                    8933010000000000017;2026-02-30;2026-10-31;1;1 | 2 period_from invoice.date
                    8933010000000000017;10/31/2026;2026-10-31;1;1 | 2 period_from invoice.date
                    8933010000000000017;1999-12-31;2000-01-02;1;1 | 2 period_from invoice.date
                    8933010000000000017;2026-10-31;2026-10-01;1;1 | 2 period_to invoice.backwards
                    8933010000000000017;2025-10-01;2026-10-02;1;1 | 2 period_to invoice.long
                    8933010000000000017;2026-11-01;2026-11-30;1;1 | 2 period_to invoice.future
                    8933010000000000017;2026-10-01;2026-10-31;-1;1 | 2 bytes_up invoice.bytes
                    8933010000000000017;2026-10-01;2026-10-31;1;1.5 | 2 bytes_down invoice.bytes
                    8933010000000000017;2026-10-01;2026-10-31;;1  | 2 bytes_up required
                    8933010000000000017;2026-10-01;2026-10-31;1;100000000000001 | 2 bytes_down invoice.bytes.many
                    8933010000000000017;2026-10-01;2026-10-31;1   | 2 file import.width
                    8933010000000000017;2026-10-01;2026-10-31;1;"1 | 2 file import.quote
                    """)
    void badField_isNamedWithItsLineAndReason(String line, String problem) {
        ImportReport report = read(HEADER + line + "\n");

        assertThat(report.rejected()).isEqualTo(1);
        assertThat(report.problems())
                .extracting(p -> p.line() + " " + p.field() + " " + p.code())
                .containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    iccid;period_from;period_to;bytes_up     | import.header.missing
                    period_from;period_to;bytes_up;bytes_down | invoice.header.card
                    iccid;du;from;au;up;down                 | import.header.twice
                    """)
    void header_thatLacksWhatIsNeeded_stopsTheFile(String header, String code) {
        ImportReport report = read(header + "\n" + CARD + "\n");

        assertThat(report.lines()).isZero();
        assertThat(report.imported()).isFalse();
        assertThat(report.problems()).extracting(p -> p.code()).contains(code);
    }

    @Test
    void emptyFiles_longFiles_andWhatIsNoText_areToldAsSuch() {
        assertThat(codes(read(""))).containsExactly("import.empty");
        assertThat(codes(read(HEADER))).containsExactly("import.no-lines");
        assertThat(codes(read(new byte[] {'a', 0, 'b', '\n'}))).containsExactly("import.encoding");
        String line = CARD + ";2026-10-01;2026-10-01;1;1\n";
        assertThat(codes(read(HEADER + line.repeat(11)))).containsExactly("import.lines.many");
    }

    private static List<String> codes(ImportReport report) {
        return report.problems().stream().map(problem -> problem.code()).toList();
    }
}
