package io.passerelle.sims;

import io.passerelle.sims.wire.TextLines;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Any file somebody may upload: read to its end, with a report that adds up. */
public final class SimImportFuzz {

    private static final UUID ORGANISATION = new UUID(1, 2);

    private SimImportFuzz() {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        take(input);
        take(withHeader(input));
    }

    private static void take(byte[] file) {
        var batch = new Taken();
        ImportReport report =
                new ImportRun(
                                new SimContent(batch, ORGANISATION, SimFileRules.IMPORT),
                                true,
                                progress -> {})
                        .report(new TextLines(new ByteArrayInputStream(file)));
        if (report.accepted() + report.rejected() != report.lines()) {
            throw new IllegalStateException("a report that does not add up: " + report);
        }
        if (report.accepted() > batch.taken) {
            throw new IllegalStateException("more cards than lines: " + report);
        }
    }

    private static byte[] withHeader(byte[] input) {
        byte[] header =
                ("iccid;msisdn;imsi;operator;group;access_point;label;user_name;password;"
                                + "static_address;status\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] file = java.util.Arrays.copyOf(header, header.length + input.length);
        System.arraycopy(input, 0, file, header.length, input.length);
        return file;
    }

    private static final class Taken implements SimStaging.Batch {

        private long taken;
        private long faulty;

        @Override
        public void add(SimLine line) {
            taken++;
            faulty += line.sound() ? 0 : 1;
        }

        @Override
        public long compare(UUID organisation, ProblemList problems) {
            return faulty;
        }

        @Override
        public void write(UUID organisation, LongConsumer progress) {
            progress.accept(taken);
        }

        @Override
        public List<UUID> written() {
            return List.of();
        }
    }
}
