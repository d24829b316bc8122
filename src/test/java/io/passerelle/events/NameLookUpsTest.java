package io.passerelle.events;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.events.NameLookUps.Answer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Name servers that are slow hold nobody for long, and only a few at once. */
class NameLookUpsTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.7");

    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void nameThatLeadsSomewhere_andNameThatDoesNot() {
        var names =
                new NameLookUps(
                        host -> {
                            if (host.equals("nowhere.example")) {
                                throw new UnknownHostException(host);
                            }
                            return new InetAddress[] {ADDRESS};
                        },
                        LONG,
                        1,
                        1);
        for (int i = 0; i < 3; i++) {
            assertThat(names.of("a.example")).isEqualTo(new Answer.Found(List.of(ADDRESS)));
            assertThat(names.of("nowhere.example")).isEqualTo(new Answer.Found(List.of()));
        }
    }

    @Test
    void nameServerThatHangs_isNotWaitedFor_andAskedOnceForEachName() {
        var names = new NameLookUps(this::hang, SHORT, 10, 2);
        assertThat(names.of("a.example")).isEqualTo(new Answer.Late());
        assertThat(names.of("a.example")).isEqualTo(new Answer.Late());
        assertThat(names.of("b.example")).isEqualTo(new Answer.Late());
        assertThat(asked).hasValue(2);
        assertThat(names.of("c.example")).isEqualTo(new Answer.Busy());
        answered.countDown();
        eventually(() ->
                assertThat(names.of("c.example")).isEqualTo(new Answer.Found(List.of(ADDRESS))));
    }

    @Test
    void moreThanMayWait_areTurnedAwayAtOnce() throws Exception {
        var names = new NameLookUps(this::hang, LONG, 2, 2);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> waiting = new ArrayList<>();
            waiting.add(() -> names.of("a.example"));
            waiting.add(() -> names.of("b.example"));
            var answers = waiting.stream().map(people::submit).toList();
            eventually(() -> assertThat(asked).hasValue(2));
            assertThat(names.of("a.example")).isEqualTo(new Answer.Busy());
            answered.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(new Answer.Found(List.of(ADDRESS)));
            }
        }
    }

    private InetAddress[] hang(String host) {
        asked.incrementAndGet();
        try {
            answered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new InetAddress[] {ADDRESS};
    }
}
