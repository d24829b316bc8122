package io.passerelle.portal;

import io.passerelle.accounts.Preferences;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What every page needs of the person who looks at it. */
@Component
public class Kit {

    /** Where somebody is sent whose session was ended. */
    public static final String ENDED = "login?ended";

    private final Viewers viewers;
    private final Preferences preferences;
    private final LiveClock clock;

    Kit(Viewers viewers, Preferences preferences, LiveClock clock) {
        this.viewers = viewers;
        this.preferences = preferences;
        this.clock = clock;
    }

    /** Who looks, with the rights they have at this moment. */
    public Viewer viewer() {
        return viewers.current();
    }

    /** Moments in the viewer's language and time zone. */
    public Times times() {
        return new Times(Texts.locale(), viewer().zone());
    }

    /** What the person chose under that name; empty when nothing yet. */
    String remembered(String name) {
        return preferences.get(viewer().accountId(), name).orElse("");
    }

    /** Keeps what the person chose. */
    void remember(String name, String value) {
        preferences.put(viewer().accountId(), name, value);
    }

    /** What is shown, as the list has it now; empty when that is the same, or not the viewer's. */
    public <R> Optional<R> again(Listing<R> listing, R shown, UUID id) {
        ListQuery same = ListQuery.ALL.withFilter("id", id.toString());
        return listing.page(viewer().visible(), same, 0, 1).stream()
                .filter(read -> !read.equals(shown))
                .findFirst();
    }

    /**
     * Calls back, at most three times a second and with the page's lock, while the component is
     * attached.
     */
    public void live(
            com.vaadin.flow.component.Component component, String topic, Runnable refresh) {
        clock.follow(component, List.of(topic), Throttle.NONE, refresh);
    }

    /**
     * Calls back when any of the topics changed, with the page's lock, while the component is
     * attached; never more than a fifth of the time, however long the refresh takes.
     */
    public void live(
            com.vaadin.flow.component.Component component, List<String> topics, Runnable refresh) {
        Throttle throttle = new Throttle();
        clock.follow(
                component,
                topics,
                throttle,
                () -> {
                    long start = System.nanoTime();
                    try {
                        refresh.run();
                    } finally {
                        throttle.took(System.nanoTime() - start);
                    }
                });
    }

    LiveClock clock() {
        return clock;
    }
}
