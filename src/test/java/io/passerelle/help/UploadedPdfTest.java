package io.passerelle.help;

import static io.passerelle.help.Pdfs.packed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files people may send as guides (HELP-1). */
class UploadedPdfTest {

    private static final int BOMB = BoundedPdf.STREAM_AT_MOST + 1;
    private static final String FLATE = "/FlateDecode";

    @TempDir private Path folder;

    @Test
    void harmlessFile_isTakenWithItsPagesAndForgottenWhenClosed() {
        byte[] file = Pdfs.pages(3);
        UploadedPdf pdf = Pdfs.sent(file);
        assertThat(pdf.pages()).isEqualTo(3);
        assertThat(pdf.bytes()).isEqualTo(file.length);
        assertThat(pdf.sha256()).hasSize(64);
        assertThat(pdf.path()).hasBinaryContent(file);
        pdf.close();
        assertThat(Files.exists(pdf.path())).isFalse();
    }

    @Test
    void fileWhoseStructureIsPacked_isTaken() {
        try (UploadedPdf pdf = Pdfs.sent(packed(1_000, 0, FLATE))) {
            assertThat(pdf.pages()).isEqualTo(1);
        }
    }

    @Test
    void linksToWebSites_areWelcome() {
        try (UploadedPdf pdf = Pdfs.sent(Pdfs.withLink())) {
            assertThat(pdf.pages()).isEqualTo(1);
        }
    }

    static Stream<Arguments> noGuides() {
        byte[] whole = Pdfs.pages(2);
        byte[] noise = new byte[5_000];
        new Random(7).nextBytes(noise);
        return Stream.of(
                Arguments.of("nothing", new byte[0], "pdf.none"),
                Arguments.of("text", bytes("Bonjour"), "pdf.none"),
                Arguments.of("a web page", bytes("<script>alert(1)</script>%PDF-1.7"), "pdf.none"),
                Arguments.of("a header alone", bytes("%PDF-1.7\n"), "pdf.broken"),
                Arguments.of(
                        "noise behind a header", join(bytes("%PDF-1.7\n"), noise), "pdf.broken"),
                Arguments.of("its first bytes", Arrays.copyOf(whole, 60), "pdf.broken"),
                Arguments.of("half of it", Arrays.copyOf(whole, whole.length / 2), "pdf.broken"),
                Arguments.of("a bomb of objects", packed(BOMB, 0, FLATE), "pdf.packed"),
                Arguments.of("a bomb of references", packed(0, BOMB, FLATE), "pdf.packed"),
                Arguments.of(
                        "a stack of filters",
                        packed(0, 0, "[/FlateDecode/FlateDecode]"),
                        "pdf.packed"),
                Arguments.of("no pages", Pdfs.pages(0), "pdf.pages"),
                Arguments.of("a password", Pdfs.locked(), "pdf.locked"),
                Arguments.of("a script in a link", Pdfs.withScriptInALink(), "pdf.active"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noGuides")
    void fileThatIsNoGuide_isRefusedWithTheReason(String what, byte[] file, String code) {
        assertThatThrownBy(() -> Pdfs.sent(file))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .singleElement()
                                        .extracting(FieldError::field, FieldError::code)
                                        .containsExactly("file", code));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noGuides")
    void fileThatIsNoGuide_isNotLeftOpen(String what, byte[] file) throws IOException {
        Path sent = Files.write(folder.resolve("sent.pdf"), file);
        try (var document = BoundedPdf.read(sent)) {
            assertThat(document).as("its structure is whole").isNotNull();
        } catch (IOException | Refused refused) {
            assertThat(openFiles()).doesNotContain(sent.toString());
        }
    }

    private static List<String> openFiles() throws IOException {
        List<String> open = new ArrayList<>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    open.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        }
        return open;
    }

    @ParameterizedTest
    @ValueSource(strings = {"JavaScript", "Launch", "SubmitForm", "ImportData"})
    void fileThatActsWhenOpened_isRefusedAndTheActionNamed(String action) {
        assertThatThrownBy(() -> Pdfs.sent(Pdfs.thatDoes(action)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors().getFirst().arguments())
                                        .containsExactly(action));
    }

    @Test
    void fileThatIsTooLarge_isRefusedBeforeAllOfItIsRead() {
        var in = new ByteArrayInputStream(new byte[300_000]);
        assertThatThrownBy(() -> UploadedPdf.receive(Pdfs.folder(), in, 100_000))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors().getFirst().code())
                                        .isEqualTo("pdf.large"));
        assertThat(in.available()).isPositive();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
