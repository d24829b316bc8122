package io.passerelle.portal;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.Command;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.store.StoreState;
import io.passerelle.testing.Modules;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** ALL-2: what is shown is kept fresh, and what is not shown any more is left alone. */
class LiveClockTest {

    /** A page whose lock somebody else holds: what it is asked for waits. */
    private static final class BusyPage extends UI {

        private final transient Queue<Command> asked = new ConcurrentLinkedQueue<>();

        @Override
        public Future<Void> access(Command command) {
            asked.add(command);
            return CompletableFuture.completedFuture(null);
        }
    }

    @Test
    void listThatIsShown_isReadAgain_andOneThatWasLeftMeanwhile_isNot() {
        try (Modules modules = Modules.start("accounts")) {
            var topics = new LiveTopics();
            var clock = new LiveClock(topics, new StoreState(), modules.get(Viewers.class));
            var page = new BusyPage();
            var list = new Div();
            var reads = new AtomicInteger();
            clock.follow(list, List.of("things"), new Throttle(), reads::incrementAndGet);
            page.add(list);

            topics.topic("things").changed();
            eventually(() -> assertThat(page.asked).hasSize(1));
            page.asked.remove().execute();
            assertThat(reads).hasValue(1);

            topics.topic("things").changed();
            eventually(() -> assertThat(page.asked).hasSize(1));
            page.remove(list);
            page.asked.remove().execute();
            assertThat(reads).hasValue(1);
            clock.stop();
        }
    }
}
