package io.passerelle.help;

import io.passerelle.foundation.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a file is a PDF document (ISO 32000) that can be read by everybody and does nothing by
 * itself: no scripts, no programs started, no forms sent, no files inside. Links are welcome.
 */
final class PdfCheck {

    private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final int END = 2_048;
    private static final int MOST_PAGES = 5_000;
    private static final int DEEPEST = 100;

    /** Actions a guide has no need of. Links are {@code URI}, {@code GoTo} and their like. */
    private static final Set<String> ACTIONS =
            Set.of(
                    "JavaScript",
                    "Launch",
                    "SubmitForm",
                    "ImportData",
                    "Rendition",
                    "RichMediaExecute");

    /** What makes a dictionary one that brings a script, a form of scripts, or a file. */
    private static final Map<String, String> KEYS =
            Map.of("JS", "JavaScript", "XFA", "XFA", "EF", "EmbeddedFile");

    private static final Set<String> KINDS = Set.of("EmbeddedFile", "RichMedia", "3D");

    /** A document is read into memory: one after the other. */
    private static final Semaphore ONE = new Semaphore(1, true);

    private final Set<String> found = new TreeSet<>();

    private PdfCheck() {}

    /**
     * How many pages a file has.
     *
     * @throws Refused when it is none that may be kept
     * @throws IOException when the file cannot be read at all
     */
    static int pages(Path file) throws IOException {
        if (!startsWell(file)) {
            throw Refused.field("file", "pdf.none");
        }
        if (!endsWell(file)) {
            throw Refused.field(
                    "file", "pdf.broken"); // what is left of it might be read all the same
        }
        ONE.acquireUninterruptibly();
        try {
            return read(file);
        } finally {
            ONE.release();
        }
    }

    private static boolean startsWell(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(HEADER.length), HEADER);
        }
    }

    /** A file that was cut off lacks its last line (ISO 32000-1 section 7.5.5); some add to it. */
    private static boolean endsWell(Path file) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(in.length(), END)];
            in.seek(in.length() - end.length);
            in.readFully(end);
            return new String(end, StandardCharsets.ISO_8859_1).contains("%%EOF");
        }
    }

    private static int read(Path file) {
        try (PDDocument document = BoundedPdf.read(file)) {
            int pages = document.getNumberOfPages();
            if (pages < 1 || pages > MOST_PAGES) {
                throw Refused.field("file", "pdf.pages", MOST_PAGES);
            }
            new PdfCheck().look(document);
            return pages;
        } catch (InvalidPasswordException e) {
            throw Refused.field("file", "pdf.locked");
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            // the library's ways to say that the structure is broken
            throw Refused.field("file", "pdf.broken");
        }
    }

    private void look(PDDocument document) throws IOException {
        Set<COSObjectKey> keys = Set.copyOf(document.getDocument().getXrefTable().keySet());
        if (keys.size() > BoundedPdf.OBJECTS_AT_MOST) {
            throw new IOException("too many objects");
        }
        look(document.getDocument().getTrailer(), 0);
        for (COSObjectKey key : keys) {
            COSObject object = document.getDocument().getObjectFromPool(key);
            look(object.getObject(), 0);
        }
        if (!found.isEmpty()) {
            throw Refused.field("file", "pdf.active", String.join(", ", found));
        }
    }

    /** Looks at what lies directly in it; what is referred to is an object of its own. */
    private void look(@Nullable COSBase base, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested too deeply");
        }
        switch (base) {
            case COSDictionary dictionary -> {
                judge(dictionary);
                for (COSBase value : dictionary.getValues()) {
                    look(value, depth + 1);
                }
            }
            case COSArray array -> {
                for (COSBase value : array) {
                    look(value, depth + 1);
                }
            }
            case null, default -> {}
        }
    }

    private void judge(COSDictionary dictionary) {
        name(dictionary, COSName.S, ACTIONS);
        name(dictionary, COSName.TYPE, KINDS);
        name(dictionary, COSName.SUBTYPE, KINDS);
        KEYS.forEach((key, what) -> {
            if (dictionary.containsKey(key)) {
                found.add(what);
            }
        });
    }

    private void name(COSDictionary dictionary, COSName key, Set<String> bad) {
        if (dictionary.getDictionaryObject(key) instanceof COSName name
                && bad.contains(name.getName())) {
            found.add(name.getName());
        }
    }
}
