package io.passerelle.benchmarks.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a running JVM's heap holds. Its pages are resident since the load before, so resident memory
 * alone would not show what objects cost.
 */
record LiveHeap(long pid) {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /** Bytes of objects that are in use, after a whole collection; 0 when it is no JVM. */
    long bytes() throws IOException {
        jcmd("GC.run");
        return USED.matcher(jcmd("GC.heap_info"))
                .results()
                .findFirst() // the heap's line comes before that of the classes
                .map(MatchResult::group)
                .map(used -> Long.parseLong(used.replaceAll("\\D", "")) * 1024)
                .orElse(0L);
    }

    private String jcmd(String question) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked =
                new ProcessBuilder(jcmd.toString(), Long.toString(pid), question)
                        .redirectErrorStream(true)
                        .start();
        try (var answer = asked.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
