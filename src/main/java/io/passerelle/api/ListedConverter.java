package io.passerelle.api;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@link Listed} answers in the form that was asked for. */
final class ListedConverter extends AbstractHttpMessageConverter<Listed<?>> {

    static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final JsonMapper json;
    private final Semaphore exports;

    ListedConverter(JsonMapper json, ApiSettings settings) {
        super(MediaType.APPLICATION_JSON, CSV, MediaType.APPLICATION_XML);
        this.json = json;
        this.exports = new Semaphore(settings.exportsAtOnce());
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Listed.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Listed<?> readInternal(Class<? extends Listed<?>> type, HttpInputMessage input) {
        throw new UnsupportedOperationException("lists are only written");
    }

    @Override
    protected void writeInternal(Listed<?> list, HttpOutputMessage output) throws IOException {
        MediaType form = output.getHeaders().getContentType();
        if (form != null && (CSV.includes(form) || form.getSubtype().equals("csv"))) {
            export(list, output, new CsvRows(json));
        } else if (form != null && form.getSubtype().equals("xml")) {
            export(list, output, new XmlRows(json));
        } else {
            writePage(list, output);
        }
    }

    private void writePage(Listed<?> list, HttpOutputMessage output) throws IOException {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("items", list.getItems());
        page.put("next", list.getNext());
        String next = list.nextAddress();
        if (next != null) {
            output.getHeaders().add("Link", "<" + next + ">; rel=\"next\""); // RFC 8288
        }
        byte[] body = json.writeValueAsBytes(page);
        output.getHeaders().setContentLength(body.length);
        output.getBody().write(body);
    }

    private <V> void export(Listed<V> list, HttpOutputMessage output, RowFormat format)
            throws IOException {
        if (!exports.tryAcquire()) {
            throw ApiProblem.of(HttpStatus.TOO_MANY_REQUESTS, "exports")
                    .withHeader("Retry-After", "10");
        }
        try {
            list.getNext(); // what the list refuses must be said before the first byte
            output.getHeaders()
                    .setContentDisposition(
                            ContentDisposition.attachment()
                                    .filename("list." + format.suffix())
                                    .build());
            format.write(list, output.getBody());
        } finally {
            exports.release();
        }
    }

    @Override
    public List<MediaType> getSupportedMediaTypes(Class<?> type) {
        return supports(type) ? getSupportedMediaTypes() : List.of();
    }
}
