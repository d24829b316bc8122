package io.passerelle.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadRankTest {

    /** Where proc_pid_stat(5) has the nice value and the policy, counted behind the name. */
    private static final int NICE = 16;

    private static final int POLICY = 38;

    private static String[] itself() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a thread of its own, which nobody needs afterwards. */
    private static List<String> on(List<Runnable> steps, int field) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        Thread.ofPlatform()
                .start(() -> {
                    for (Runnable step : steps) {
                        step.run();
                        seen.add(itself()[field]);
                    }
                })
                .join();
        return seen;
    }

    @Test
    void threadStandsBack_onlyItself() throws InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/stat")), "no Linux");

        int before = Integer.parseInt(itself()[NICE]);
        assumeTrue(before <= 10, "nobody but root goes back");
        List<String> seen = on(List.of(() -> {}, ThreadRank::lower), NICE);

        assertThat(seen).containsExactly(String.valueOf(before), String.valueOf(10));
    }

    @Test
    void threadGetsOnlyWhatNobodyWants_andComesBackIfItMay() throws InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/stat")), "no Linux");
        List<Boolean> back = new ArrayList<>();

        List<String> seen =
                on(
                        List.of(
                                () -> ThreadRank.onlyIdle(ThreadRank.ITSELF),
                                () -> back.add(ThreadRank.ordinary(ThreadRank.ITSELF))),
                        POLICY);

        assertThat(seen.getFirst()).isEqualTo("5");
        assertThat(seen.getLast()).isEqualTo(back.getFirst() ? "0" : "5");
    }
}
