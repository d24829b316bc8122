package io.passerelle.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Passerelle's own guides, which are part of the product (HELP-1): the build makes them from {@code
 * docs/guide}. A quick build leaves them out; then there are none.
 */
@Component
public class ShippedGuides {

    private static final String FOLDER = "/guide/";
    private static final int PIECE = 64 * 1024;

    private final List<Guide> guides =
            Stream.of("fr", "en").flatMap(language -> find(language).stream()).toList();

    /**
     * One of them.
     *
     * @param language {@code fr} or {@code en}
     * @param edition the product's version
     * @param bytes its size
     */
    public record Guide(String language, String edition, Instant builtAt, long bytes) {}

    /** All there are. */
    public List<Guide> all() {
        return guides;
    }

    /** The one in a language. */
    public Optional<Guide> in(String language) {
        return guides.stream().filter(guide -> guide.language().equals(language)).findFirst();
    }

    /** Writes one out. */
    public void write(Guide guide, OutputStream out) throws IOException {
        try (InputStream in = open(file(guide.language()))) {
            Objects.requireNonNull(in).transferTo(out);
        }
    }

    private static Optional<Guide> find(String language) {
        try (InputStream in = open(file(language))) {
            if (in == null) {
                return Optional.empty();
            }
            Properties build = build();
            return Optional.of(
                    new Guide(
                            language,
                            build.getProperty("version", ""),
                            moment(build.getProperty("built", "")),
                            length(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties build() throws IOException {
        var build = new Properties();
        try (InputStream in = open("build.properties")) {
            if (in != null) {
                try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                    build.load(reader);
                }
            }
        }
        return build;
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static long length(InputStream in) throws IOException {
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            bytes += read;
        }
        return bytes;
    }

    private static String file(String language) {
        return "passerelle-" + language + ".pdf";
    }

    private static @Nullable InputStream open(String file) {
        return ShippedGuides.class.getResourceAsStream(FOLDER + file);
    }
}
