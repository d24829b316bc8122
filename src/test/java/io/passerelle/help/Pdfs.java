package io.passerelle.help;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
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

    /** The file as somebody sends it. */
    static UploadedPdf sent(byte[] file) {
        try {
            return UploadedPdf.receive(new ByteArrayInputStream(file), MOST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
