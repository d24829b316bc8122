package io.passerelle.simulator.listen;

import io.passerelle.simulator.DemoPlan;
import io.passerelle.simulator.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of the demo's cards are in a living terminal, and what each is like; a few do what they
 * should not.
 */
final class Roster {

    /** Of every default group only so many: without a route, they have nothing to do. */
    private static final int PER_DEFAULT_GROUP = 2;

    private static final int WRONG_PASSWORD_EVERY = 45;
    private static final int UNANSWERED_EVERY = 15;

    private final DemoPlan plan;
    private final Map<UUID, DemoPlan.Group> groups;
    private final Map<UUID, String> accessPoints;

    Roster(DemoPlan plan) {
        this.plan = plan;
        this.groups =
                plan.groups().stream()
                        .collect(Collectors.toMap(DemoPlan.Group::id, Function.identity()));
        this.accessPoints =
                plan.accessPoints().stream()
                        .collect(
                                Collectors.toMap(
                                        DemoPlan.AccessPoint::id, DemoPlan.AccessPoint::name));
    }

    /** A terminal to be. */
    record Entry(String name, Subscriber subscriber, Habit habit) {}

    /**
     * The first so many, one of them with a card that has no business here, and one stranger whose
     * card nobody knows.
     */
    List<Entry> entries(int terminals) {
        Map<UUID, Integer> taken = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        boolean strayed = false;
        for (DemoPlan.Card card : plan.sims()) {
            if (entries.size() >= terminals) {
                break;
            }
            DemoPlan.Group group = groups.get(card.group());
            int turn = taken.merge(card.group(), 1, Integer::sum);
            if (card.isPublic() && strayed) {
                continue;
            }
            strayed |= card.isPublic();
            if (group != null && (group.profile() != null || turn <= PER_DEFAULT_GROUP)) {
                entries.add(entry(card, group.profile(), entries.size() + 1));
            }
        }
        if (terminals > 0) {
            entries.add(stranger());
        }
        return entries;
    }

    private Entry entry(DemoPlan.Card card, @Nullable Profile profile, int number) {
        String password = card.password();
        if (password != null && number % WRONG_PASSWORD_EVERY == 0) {
            password = "forgotten";
        }
        var subscriber =
                new Subscriber(
                        card.msisdn(),
                        card.imsi(),
                        accessPoints.getOrDefault(card.accessPoint(), ""),
                        card.userName(),
                        password,
                        number % 2 == 0,
                        card.roaming());
        return new Entry("D" + card.imsi().substring(8), subscriber, habit(profile, card));
    }

    private Habit habit(@Nullable Profile profile, DemoPlan.Card card) {
        if (profile == null) {
            return Habit.lost();
        }
        boolean hasSilentRoute =
                plan.routes().stream()
                        .anyMatch(way ->
                                way.group().equals(card.group())
                                        && way.port() == Habit.unanswered().port());
        boolean chosen = Math.floorMod(card.imsi().hashCode(), UNANSWERED_EVERY) == 0;
        return hasSilentRoute && chosen ? Habit.unanswered() : Habit.of(profile);
    }

    private Entry stranger() {
        var subscriber =
                new Subscriber(
                        "33799999999",
                        "208019999999999",
                        plan.accessPoints().getFirst().name(),
                        null,
                        null,
                        false,
                        false);
        return new Entry("stranger", subscriber, Habit.lost());
    }
}
