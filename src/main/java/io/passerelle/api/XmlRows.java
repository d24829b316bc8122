package io.passerelle.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.databind.json.JsonMapper;

/** XML: {@code <items><item><iccid>…</iccid>…</item>…</items>}; what is null has no element. */
final class XmlRows implements RowFormat {

    private final JsonMapper json;

    XmlRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public String suffix() {
        return "xml";
    }

    @Override
    public <V> void write(Listed<V> list, OutputStream out) throws IOException {
        try {
            XMLStreamWriter writer =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            var columns = new RowColumns(list.rowType(), json);
            List<String> names = columns.names();
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement("items");
            list.each(row -> item(writer, names, columns.texts(row)));
            writer.writeEndDocument();
            writer.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        } catch (Unwritable e) {
            throw new IOException(e.getCause());
        }
    }

    private static void item(XMLStreamWriter writer, List<String> names, List<String> texts) {
        try {
            writer.writeStartElement("item");
            for (int i = 0; i < names.size(); i++) {
                if (!texts.get(i).isEmpty()) {
                    writer.writeStartElement(names.get(i));
                    writer.writeCharacters(printable(texts.get(i)));
                    writer.writeEndElement();
                }
            }
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw new Unwritable(e);
        }
    }

    /** XML 1.0 has no way to write control characters. */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
    }

    private static final class Unwritable extends RuntimeException {
        Unwritable(Throwable cause) {
            super(cause);
        }
    }
}
