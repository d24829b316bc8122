package io.passerelle.help;

import io.passerelle.store.TemporaryFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDAction;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;

/** PDF files, harmless and not. */
public final class Pdfs {

    private static final long MOST = 1_000_000;

    private Pdfs() {}

    private interface Change {
        void to(PDDocument document) throws IOException;
    }

    /** So many empty pages. */
    public static byte[] pages(int pages) {
        return file(pages, document -> {});
    }

    /** A page that no compression makes smaller than so many bytes. */
    static byte[] large(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return file(
                1,
                document ->
                        document.getPage(0)
                                .setContents(
                                        new PDStream(document, new ByteArrayInputStream(noise))));
    }

    /** A page with a link to a web site. */
    static byte[] withLink() {
        var to = new PDActionURI();
        to.setURI("https://example.org/");
        return file(1, document -> link(document, to));
    }

    /** Opened, it runs a script or starts a program, as its action says. */
    static byte[] thatDoes(String action) {
        return file(
                1,
                document -> {
                    var dictionary = new COSDictionary();
                    dictionary.setName(COSName.S, action);
                    if (action.equals("JavaScript")) {
                        dictionary.setItem(COSName.JS, new COSString("app.alert(1)"));
                    }
                    document.getDocumentCatalog()
                            .getCOSObject()
                            .setItem(COSName.OPEN_ACTION, dictionary);
                });
    }

    /** The action hides behind a link on the last page. */
    static byte[] withScriptInALink() {
        return file(
                3,
                document -> {
                    var dictionary = new COSDictionary();
                    dictionary.setName(COSName.S, "JavaScript");
                    dictionary.setItem(COSName.JS, new COSString("app.alert(1)"));
                    var annotation = new PDAnnotationLink();
                    annotation.getCOSObject().setItem(COSName.A, dictionary);
                    document.getPage(2).getAnnotations().add(annotation);
                });
    }

    /** Nobody can read it without a password. */
    static byte[] locked() {
        return file(
                1,
                document -> {
                    var policy =
                            new StandardProtectionPolicy("owner", "reader", new AccessPermission());
                    policy.setEncryptionKeyLength(128);
                    document.protect(policy);
                });
    }

    /**
     * A page whose catalogue is in a packed stream of objects.
     *
     * @param stream how many bytes of nothing are packed into that stream
     * @param references how many are packed into the table of references
     * @param filters how the stream of objects says that it is packed
     */
    static byte[] packed(int stream, int references, String filters) {
        var file = new ByteArrayOutputStream();
        int[] at = new int[5];
        try {
            file.write(ascii("%PDF-1.7\n"));
            at[3] = file.size();
            String objects = "<</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Count 1/Kids[4 0 R]>>";
            String index = "1 0 2 " + objects.indexOf("<</Type/Pages/") + " ";
            object(
                    file,
                    3,
                    "/Type/ObjStm/N 2/First " + index.length() + "/Filter" + filters,
                    deflated(ascii(index + objects), stream));
            at[4] = file.size();
            file.write(ascii("4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"));
            int table = file.size();
            byte[] rows = {
                0, 0, 0, 0, // nothing
                2, 0, 3, 0, // the first in stream 3
                2, 0, 3, 1, // the second
                1, (byte) (at[3] >> 8), (byte) at[3], 0,
                1, (byte) (at[4] >> 8), (byte) at[4], 0,
            };
            object(
                    file,
                    5,
                    "/Type/XRef/W[1 2 1]/Size 5/Root 1 0 R/Filter/FlateDecode",
                    deflated(rows, references));
            file.write(ascii("startxref\n" + table + "\n%%EOF\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void object(OutputStream file, int number, String entries, byte[] content)
            throws IOException {
        file.write(
                ascii(
                        "%d 0 obj<<%s/Length %d>>stream\n"
                                .formatted(number, entries, content.length)));
        file.write(content);
        file.write(ascii("\nendstream endobj\n"));
    }

    private static byte[] deflated(byte[] content, int padding) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(content);
            byte[] nothing = new byte[65_536];
            Arrays.fill(nothing, (byte) ' ');
            for (int left = padding; left > 0; left -= nothing.length) {
                out.write(nothing, 0, Math.min(left, nothing.length));
            }
        }
        return packed.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void link(PDDocument document, PDAction action) throws IOException {
        var annotation = new PDAnnotationLink();
        annotation.setAction(action);
        document.getPage(0).getAnnotations().add(annotation);
    }

    private static byte[] file(int pages, Change change) {
        try (var document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                document.addPage(new PDPage());
            }
            change.to(document);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where files lie that are sent. */
    static TemporaryFiles folder() throws IOException {
        return TemporaryFiles.emptiedIn(Files.createTempDirectory("passerelle-pdfs"));
    }

    /** The file as somebody sends it. */
    static UploadedPdf sent(byte[] file) {
        try {
            return UploadedPdf.receive(folder(), new ByteArrayInputStream(file), MOST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
