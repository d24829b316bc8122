package io.passerelle.connections;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Which connections leave a line in the log, and that nobody waits for it. */
class ConnectionLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.passerelle.connections");
    private final Level before = logger.getLevel();
    private final List<ILoggingEvent> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile boolean holding;
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    if (holding) {
                        try {
                            held.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                    written.add(event);
                }
            };
    private final ConnectionLog log = new ConnectionLog();

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void close() {
        held.countDown();
        log.close();
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(before);
    }

    private static ConnectionRecord record(EndReason reason) {
        return Records.carried(reason, "pay.example", 2);
    }

    private static Object value(ILoggingEvent event, String key) {
        return event.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(key))
                .map(pair -> pair.value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void terminalThatWasNotServed_leavesALineWithItsFacts() {
        logger.setLevel(Level.INFO);
        ConnectionRecord refused = record(EndReason.NO_ROUTE);
        log.ended(record(EndReason.CLIENT_CLOSED));
        log.ended(refused);
        eventually(() -> assertThat(written).hasSize(1));
        ILoggingEvent line = written.getFirst();
        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(value(line, "connection")).isEqualTo(refused.id());
        assertThat(value(line, "end")).isEqualTo("no_route");
        assertThat(value(line, "iccid")).isEqualTo(refused.iccid());
        assertThat(value(line, "attempts")).isEqualTo(2);
    }

    @Test
    void servedTerminals_leaveALineOnlyWhenSomebodyAsksForIt() {
        logger.setLevel(Level.DEBUG);
        log.ended(record(EndReason.CLIENT_CLOSED));
        log.ended(record(EndReason.FAULT));
        eventually(() ->
                assertThat(written)
                        .extracting(ILoggingEvent::getLevel)
                        .containsExactly(Level.DEBUG, Level.INFO));
    }

    @Test
    void logThatCannotFollow_leavesLinesOutAndHoldsNobody() {
        logger.setLevel(Level.INFO);
        holding = true;
        ConnectionRecord refused = record(EndReason.NO_ROUTE);
        for (int i = 0; i < 10_100; i++) {
            log.ended(refused);
        }
        assertThat(log.leftOut()).isBetween(99L, 100L);
        held.countDown();
        eventually(() -> assertThat(written).hasSizeBetween(10_000, 10_001));
    }
}
