package io.passerelle.sims.api;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A file of many SIM cards, made while it is sent. */
final class GeneratedFile {

    private GeneratedFile() {}

    static BodyPublisher of(long first, int lines) {
        return BodyPublishers.ofInputStream(() -> stream(first, lines));
    }

    private static InputStream stream(long first, int lines) {
        Stream<String> text =
                Stream.concat(
                        Stream.of("iccid;msisdn;imsi;operator;label;user_name;password\n"),
                        LongStream.range(first, first + lines).mapToObj(GeneratedFile::line));
        return new SequenceInputStream(new Chunks(text.iterator()));
    }

    private static String line(long number) {
        return iccid(number)
                + ";337"
                + (10_000_000 + number)
                + ";20802"
                + (1_000_000_000L + number)
                + ";Orange;Terminal "
                + number
                + ";terminal"
                + number
                + "@m2m;secret"
                + number
                + "\n";
    }

    /** A SIM number of 19 digits with its check digit. */
    static String iccid(long number) {
        String digits = "893301" + String.format("%012d", number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** A thousand lines at a time. */
    private record Chunks(Iterator<String> lines) implements Enumeration<InputStream> {

        @Override
        public boolean hasMoreElements() {
            return lines.hasNext();
        }

        @Override
        public InputStream nextElement() {
            var text = new StringBuilder();
            for (int i = 0; i < 1_000 && lines.hasNext(); i++) {
                text.append(lines.next());
            }
            return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
