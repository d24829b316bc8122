package io.passerelle.help;

import io.passerelle.foundation.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FlateFilterDecoderStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Reads a PDF file whose structure may be compressed (ISO 32000-1 sections 7.5.7 and 7.5.8), and
 * unpacks no more of it than fits: such streams are read into memory as a whole, and a file of some
 * kilobytes can hold gigabytes of nothing. Pictures and pages are not unpacked at all.
 */
final class BoundedPdf extends PDFParser {

    /** What one stream of objects or references may be unpacked. */
    static final int STREAM_AT_MOST = 16 * 1_048_576;

    /** What all of them may be. */
    static final int ALL_AT_MOST = 4 * STREAM_AT_MOST;

    /** How many objects they may hold, those of earlier revisions included. */
    static final int OBJECTS_AT_MOST = 1_000_000;

    private static final int PIECE = 64 * 1024;

    private long unpacked;
    private long objects;

    private BoundedPdf(Path file) throws IOException {
        super(new RandomAccessReadBufferedFile(file), "", null, null, cacheBeside(file));
    }

    /** What is unpacked lies where the file does, not where every user's files do. */
    private static RandomAccessStreamCache.StreamCacheCreateFunction cacheBeside(Path file) {
        var memory = MemoryUsageSetting.setupTempFileOnly();
        memory.setTempDir(file.toAbsolutePath().resolveSibling("").toFile());
        return memory.streamCache;
    }

    /**
     * The document.
     *
     * @throws Refused when its structure is packed too densely, or hidden by encryption
     * @throws IOException when it is broken
     */
    static PDDocument read(Path file) throws IOException {
        var parser = new BoundedPdf(file);
        try {
            return parser.parse(); // what it returns closes the file
        } catch (IOException | RuntimeException e) {
            IOUtils.closeQuietly(parser.source);
            throw e;
        }
    }

    /** Every stream of the file passes here before anybody unpacks it. */
    @Override
    protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
        boolean holdsObjects =
                dictionary.containsKey(COSName.N) && dictionary.containsKey(COSName.FIRST);
        if (holdsObjects) {
            requireFew(dictionary.getItem(COSName.N));
        }
        COSStream stream = super.parseCOSStream(dictionary);
        if (holdsObjects && securityHandler != null) {
            throw Refused.field("file", "pdf.locked"); // what is in it is known only when unpacked
        }
        if (holdsObjects || dictionary.containsKey(COSName.W)) {
            requireSmall(stream);
        }
        return stream;
    }

    private void requireFew(COSBase number) {
        objects += number instanceof COSInteger known ? Math.max(0, known.longValue()) : 0;
        if (!(number instanceof COSInteger) || objects > OBJECTS_AT_MOST) {
            throw packed();
        }
    }

    private void requireSmall(COSStream stream) throws IOException {
        try (InputStream raw = stream.createRawInputStream()) {
            unpacked += isPacked(stream) ? size(new FlateFilterDecoderStream(raw)) : size(raw);
        }
        if (unpacked > ALL_AT_MOST) {
            throw packed();
        }
    }

    /** Whether it is packed, and in the one way writers use: others could be stacked. */
    private static boolean isPacked(COSStream stream) {
        COSBase filter = stream.getItem(COSName.FILTER);
        if (filter instanceof COSArray several && several.size() <= 1) {
            filter = several.size() == 0 ? null : several.get(0);
        }
        if (filter == null) {
            return false;
        }
        if (COSName.FLATE_DECODE.equals(filter)
                || COSName.FLATE_DECODE_ABBREVIATION.equals(filter)) {
            return true;
        }
        throw packed();
    }

    private static long size(InputStream in) throws IOException {
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        for (int read = next(in, piece); read >= 0; read = next(in, piece)) {
            bytes += read;
            if (bytes > STREAM_AT_MOST) {
                throw packed();
            }
        }
        return bytes;
    }

    /** The library reads what there is before a fault, and so does this. */
    private static int next(InputStream in, byte[] piece) throws IOException {
        try {
            return in.read(piece, 0, piece.length);
        } catch (IOException e) {
            if (e.getCause() instanceof DataFormatException) {
                return -1;
            }
            throw e;
        }
    }

    private static Refused packed() {
        return Refused.field("file", "pdf.packed", ALL_AT_MOST / 1_048_576);
    }
}
