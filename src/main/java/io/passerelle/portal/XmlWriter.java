package io.passerelle.portal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A list as XML: one {@code row} per row with one element per column, called by the column's key.
 */
final class XmlWriter implements RowWriter {

    private final XMLStreamWriter out;
    private final List<String> keys;

    XmlWriter(OutputStream out, String list, List<String> keys) throws IOException {
        this.keys = keys;
        try {
            this.out =
                    XMLOutputFactory.newInstance()
                            .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            this.out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            this.out.writeStartElement("rows");
            this.out.writeAttribute("list", list);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void write(List<String> values) throws IOException {
        try {
            out.writeStartElement("row");
            for (int i = 0; i < values.size(); i++) {
                out.writeStartElement(keys.get(i));
                out.writeCharacters(allowed(values.get(i)));
                out.writeEndElement();
            }
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** XML 1.0 section 2.2 has no way to write most control characters. */
    private static String allowed(String value) {
        StringBuilder kept = new StringBuilder(value.length());
        value.codePoints()
                .filter(c ->
                        c == '\t'
                                || c == '\n'
                                || c == '\r'
                                || c >= 0x20 && c <= 0xD7FF
                                || c >= 0xE000 && c <= 0xFFFD
                                || c >= 0x10000)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
