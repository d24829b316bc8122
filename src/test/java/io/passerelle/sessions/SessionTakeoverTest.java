package io.passerelle.sessions;

import static io.passerelle.sessions.Reports.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Sessions that are taken over while other nodes go on. */
class SessionTakeoverTest {

    private static final UUID NAS = Ids.next();

    private final List<SessionRecord> journal = Collections.synchronizedList(new ArrayList<>());

    @Test
    void rowsAndNewsOfTheSameSessionsArriveTogether_eachIsTakenOverOnce() throws Exception {
        List<SessionRecord> rows = new ArrayList<>();
        List<SessionRecord> news = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            var here = Reports.of(Reports.sim(1), NAS, "N" + i, address(i));
            SessionRecord row = recorded(here.start(100), here.sim());
            rows.add(row);
            news.add(i % 2 == 0 ? row : stopped(row));
            if (i % 6 == 0) { // a kill left an earlier one at its address
                var ghost = Reports.of(Reports.sim(1), NAS, "G" + i, address(i));
                rows.add(recorded(ghost.start(0), ghost.sim()));
            }
        }
        Collections.shuffle(rows, new Random(7));
        var next = new SessionRegistry(this::append, SessionLimits.USUAL);
        Thread others = Thread.ofPlatform().start(() -> next.follow(news, card -> 1));
        for (int from = 0; from < rows.size(); from += 100) {
            next.load(rows.subList(from, Math.min(rows.size(), from + 100)));
        }
        others.join();
        assertThat(next.count()).isEqualTo(1_000);
        assertThat(next.openIds()).doesNotHaveDuplicates();
        for (int i = 0; i < 2_000; i++) {
            OnlineSession there = next.at(Addresses.of(address(i)));
            assertThat(there != null).as(address(i)).isEqualTo(i % 2 == 0);
        }
        assertThat(journal)
                .as("each of the earlier ones is ended once")
                .hasSize(334)
                .allMatch(record -> record.reason() == SessionEndReason.ADDRESS_REUSED)
                .extracting(record -> record.facts().id())
                .doesNotHaveDuplicates();
    }

    private static String address(int i) {
        return "10.70." + i / 250 + "." + (i % 250 + 1);
    }

    private static SessionRecord stopped(SessionRecord row) {
        return new SessionRecord(
                row.facts(), row.usage(), at(200), at(200), SessionEndReason.STOP, "");
    }

    private static SessionRecord recorded(AccountingReport report, Subscriber sim) {
        return SessionRecord.of(
                new SessionState.Open(
                        SessionFacts.first(Ids.next(), report, sim, 600), Usage.NONE, report.at()));
    }

    private CompletionStage<Void> append(SessionRecord record) {
        journal.add(record);
        return CompletableFuture.completedFuture(null);
    }
}
