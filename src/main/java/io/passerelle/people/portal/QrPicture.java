package io.passerelle.people.portal;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A QR code as an address that holds the picture: it is made here and kept nowhere. */
final class QrPicture {

    private QrPicture() {}

    /** The picture of a text of up to a few hundred characters. */
    static String of(String text) {
        try {
            BitMatrix dots =
                    new QRCodeWriter()
                            .encode(
                                    text,
                                    BarcodeFormat.QR_CODE,
                                    0,
                                    0,
                                    Map.of(EncodeHintType.MARGIN, 2));
            String svg =
                    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d'"
                                    .formatted(dots.getWidth(), dots.getHeight())
                            + " shape-rendering='crispEdges'><path fill='#fff' d='M0 0h%dv%dH0z'/>"
                                    .formatted(dots.getWidth(), dots.getHeight())
                            + "<path d='"
                            + path(dots)
                            + "'/></svg>";
            return "data:image/svg+xml;base64,"
                    + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.US_ASCII));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    private static String path(BitMatrix dots) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < dots.getHeight(); y++) {
            for (int x = 0; x < dots.getWidth(); x++) {
                if (dots.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
