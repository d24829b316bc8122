package io.passerelle.sims.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sims.wire.TextLines.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    @Test
    void everyEndOfLineEndsALine() throws IOException {
        assertThat(lines("a\nb\r\nc\rd".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(text("a"), text("b"), text("c"), text("d"));
        assertThat(lines("a\n\n\r\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(text("a"), text(""), text(""));
        assertThat(lines(new byte[0])).isEmpty();
    }

    @Test
    void endOfLineSplitBetweenReadsIsOne() throws IOException {
        InputStream halves =
                new SequenceInputStream(
                        new ByteArrayInputStream("a\r".getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayInputStream("\nb".getBytes(StandardCharsets.UTF_8)));

        assertThat(lines(halves)).containsExactly(text("a"), text("b"));
    }

    @Test
    void byteOrderMarkIsDroppedOnceOnly() throws IOException {
        assertThat(lines("\ufeffé\n\ufeff".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(text("é"), text("\ufeff"));
    }

    @Test
    void otherEncodingsAreNoText() throws IOException {
        assertThat(lines("iccid\nlibellé".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(text("iccid"), new Line.NotText());
        assertThat(lines("iccid".getBytes(StandardCharsets.UTF_16)).getFirst())
                .isEqualTo(new Line.NotText());
        assertThat(lines("iccid".getBytes(StandardCharsets.UTF_16LE)).getFirst())
                .isEqualTo(new Line.NotText());
        assertThat(lines("é".getBytes(Charset.forName("windows-1252"))).getFirst())
                .isEqualTo(new Line.NotText());
    }

    @Test
    void lineWithoutEndDoesNotFillTheMemoryAndTheNextIsRead() throws IOException {
        String longLine = "x".repeat(TextLines.LONGEST_LINE + 1);

        assertThat(lines((longLine + "\nb").getBytes(StandardCharsets.UTF_8)))
                .containsExactly(new Line.TooLong(), text("b"));
        assertThat(lines("x".repeat(TextLines.LONGEST_LINE).getBytes(StandardCharsets.UTF_8)))
                .containsExactly(text("x".repeat(TextLines.LONGEST_LINE)));
    }

    @Test
    void linesAreNumberedFromOne() throws IOException {
        var lines =
                new TextLines(new ByteArrayInputStream("a\nb\n".getBytes(StandardCharsets.UTF_8)));
        lines.next();
        assertThat(lines.number()).isEqualTo(1);
        lines.next();
        assertThat(lines.number()).isEqualTo(2);
        assertThat(lines.next()).isNull();
        assertThat(lines.number()).isEqualTo(2);
        assertThat(lines.bytes()).isEqualTo(4);
    }

    private static Line text(String text) {
        return new Line.Text(text);
    }

    private static List<Line> lines(byte[] bytes) throws IOException {
        return lines(new ByteArrayInputStream(bytes));
    }

    private static List<Line> lines(InputStream in) throws IOException {
        var reader = new TextLines(in);
        List<Line> all = new ArrayList<>();
        for (Line line = reader.next(); line != null; line = reader.next()) {
            all.add(line);
        }
        return all;
    }
}
